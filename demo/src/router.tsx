/** Which address shows which screen. Each screen is loaded when it is first opened. */
import { createBrowserRouter } from 'react-router';
import { Problem } from './components/Problem.tsx';
import { SignedIn } from './components/SignedIn.tsx';

export const router = createBrowserRouter([
  {
    ErrorBoundary: Problem,
    HydrateFallback: () => null,
    children: [
      { path: '/sign-in', lazy: () => import('./routes/SignIn.tsx') },
      {
        Component: SignedIn,
        children: [
          {
            ErrorBoundary: Problem,
            children: [
              { index: true, lazy: () => import('./routes/Home.tsx') },
              {
                path: '/groups/:groupId',
                lazy: () => import('./routes/group/GroupLayout.tsx'),
                children: [{ index: true, lazy: () => import('./routes/group/Chat.tsx') }],
              },
              { path: '*', lazy: () => import('./routes/NotFound.tsx') },
            ],
          },
        ],
      },
    ],
  },
]);
