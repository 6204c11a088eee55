import { AppShell } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation, useMatch } from 'react-router';
import { InboxContext, useWatchedInbox } from '../hooks/inbox.ts';
import { BottomBar } from './BottomBar.tsx';
import { ConfirmProvider } from './Confirm.tsx';
import { Sidebar } from './Sidebar.tsx';
import { TopBar } from './TopBar.tsx';

/** The frame around every screen: the top bar, a sidebar with the user's groups and, on a phone, the bottom bar. */
export function Shell() {
  const inbox = useWatchedInbox();
  // On a phone, a group fills the whole screen. Its header has a back button.
  const isInGroup = useMatch('/groups/:groupId/*') !== null;
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    // The link that was clicked is gone, and so is the focus. Move it to the new screen for keyboards and screen readers.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <InboxContext value={inbox}>
      <ConfirmProvider>
        <AppShell
          header={{ height: 56 }}
          navbar={{ width: 280, breakpoint: 'sm', collapsed: { mobile: true } }}
          footer={{ height: { base: 60, sm: 0 }, collapsed: isInGroup }}
        >
          <AppShell.Header>
            <TopBar />
          </AppShell.Header>
          <AppShell.Navbar aria-label="My groups" visibleFrom="sm">
            <Sidebar />
          </AppShell.Navbar>
          <AppShell.Main ref={main} tabIndex={-1}>
            <Outlet />
          </AppShell.Main>
          {!isInGroup && (
            <AppShell.Footer hiddenFrom="sm">
              <BottomBar />
            </AppShell.Footer>
          )}
        </AppShell>
        <ScrollRestoration />
      </ConfirmProvider>
    </InboxContext>
  );
}
