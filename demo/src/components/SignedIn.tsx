import { useEffect, useMemo, useState } from 'react';
import { Card, Container, Stack, Text, Title } from '@mantine/core';
import type { User as Account } from 'firebase/auth';
import { useDocument } from 'react-firebase-hooks/firestore';
import { Navigate, useLocation } from 'react-router';
import { userRef } from 'firegroups';
import { mustVerifyEmail, renewToken } from '../emailVerification.ts';
import { useAccount, useFg } from '../hooks/backend.ts';
import { logUnknownError } from '../hooks/useAction.ts';
import { FailedMessagesContext, type FailedMessage } from '../hooks/useOutbox.ts';
import { LoadError } from './LoadError.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { Shell } from './Shell.tsx';
import { VerifyEmail } from './VerifyEmail.tsx';

/** Redirects to the sign-in screen if nobody is signed in. After signing in, the user returns to the page they opened. */
export function SignedIn() {
  const fg = useFg();
  const account = useAccount();
  const { pathname } = useLocation();
  if (!account) return <Navigate to="/sign-in" state={{ from: pathname }} replace />;
  if (mustVerifyEmail(fg)) return <VerifyEmail account={account} />;
  return <WithProfile key={account.uid} account={account} />;
}

// If the cache has no profile and the server has none either, only the metadata changes.
const OPTIONS = { snapshotListenOptions: { includeMetadataChanges: true } };

/** Asks a user without a profile to create one, because every member of a group needs a name. */
function WithProfile({ account }: { account: Account }) {
  const [profile, , error] = useDocument(userRef(useFg(), account.uid), OPTIONS);
  const [failed, update] = useState<readonly FailedMessage[]>([]);
  const failedMessages = useMemo(() => ({ failed, update }), [failed]);
  useEffect(() => {
    if (!error) return;
    renewToken(account).then((isNew) => {
      if (isNew) location.reload();
    }, logUnknownError);
  }, [account, error]);
  if (error) return <LoadError error={error} />;
  // The screens do not wait for the profile, because nearly every user has one. Only the server knows that one is missing.
  const isMissing = profile && !profile.exists() && !profile.metadata.fromCache;
  if (isMissing) return <FirstProfile />;
  return (
    <FailedMessagesContext value={failedMessages}>
      <Shell />
    </FailedMessagesContext>
  );
}

function FirstProfile() {
  return (
    <Container component="main" size={460} py="xl">
      <Card withBorder>
        <Stack>
          <Title order={1} size="h3">
            Create your profile
          </Title>
          <Text c="dimmed">Other people can see your profile.</Text>
          <ProfileForm />
        </Stack>
      </Card>
    </Container>
  );
}
