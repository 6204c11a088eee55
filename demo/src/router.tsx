/** The routes. Each screen is loaded when it is first opened. */
import { createBrowserRouter } from 'react-router';
import { RouteError } from './components/LoadError.tsx';
import { SignedIn } from './components/SignedIn.tsx';

export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    children: [
      { path: '/sign-in', lazy: () => import('./routes/SignIn.tsx') },
      {
        Component: SignedIn,
        children: [
          {
            ErrorBoundary: RouteError,
            children: [
              { index: true, lazy: () => import('./routes/Home.tsx') },
              { path: '/browse', lazy: () => import('./routes/Browse.tsx') },
              { path: '/notifications', lazy: () => import('./routes/Notifications.tsx') },
              { path: '/people/:uid', lazy: () => import('./routes/Person.tsx') },
              { path: '/people/:uid/posts', lazy: () => import('./routes/Person.tsx') },
              { path: '/people/:uid/posts/:postId', lazy: () => import('./routes/Person.tsx') },
              { path: '/settings', lazy: () => import('./routes/Settings.tsx') },
              { path: '/new', lazy: () => import('./routes/NewGroup.tsx') },
              {
                path: '/groups/:groupId',
                lazy: () => import('./routes/group/GroupLayout.tsx'),
                children: [
                  { index: true, lazy: () => import('./routes/group/Chat.tsx') },
                  { path: 'posts', lazy: () => import('./routes/group/Posts.tsx') },
                  { path: 'posts/:postId', lazy: () => import('./routes/group/Post.tsx') },
                  { path: 'events', lazy: () => import('./routes/group/Events.tsx') },
                  { path: 'events/:eventId', lazy: () => import('./routes/group/Event.tsx') },
                  { path: 'members', lazy: () => import('./routes/group/Members.tsx') },
                  { path: 'about', lazy: () => import('./routes/group/About.tsx') },
                ],
              },
              { path: '*', lazy: () => import('./routes/NotFound.tsx') },
            ],
          },
        ],
      },
    ],
  },
]);
