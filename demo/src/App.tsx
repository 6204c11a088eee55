import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from 'react-router/dom';
import type { Backend } from './firebase.ts';
import { BackendContext } from './hooks/backend.ts';
import { router } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

export function App({ backend }: { backend: Backend }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="top-right" />
      <BackendContext value={backend}>
        <RouterProvider router={router} />
      </BackendContext>
    </MantineProvider>
  );
}
