import { Navigate, useLocation } from 'react-router';
import { useAccount } from '../hooks/backend.ts';
import { Shell } from './Shell.tsx';

/** Leads who is not signed in to the sign-in screen, and from there back to where they wanted to go. */
export function SignedIn() {
  const account = useAccount();
  const { pathname } = useLocation();
  if (!account) return <Navigate to="/sign-in" state={{ from: pathname }} replace />;
  return <Shell key={account.uid} />;
}
