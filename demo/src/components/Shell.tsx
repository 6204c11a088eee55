import { AppShell } from '@mantine/core';
import { Outlet } from 'react-router';
import { MyGroupsContext, useWatchedGroups } from '../hooks/myGroups.ts';
import { BottomBar } from './BottomBar.tsx';
import { Sidebar } from './Sidebar.tsx';
import { TopBar } from './TopBar.tsx';

/** What is around every screen: the top, one's groups at the side, on a phone the bar at the bottom. */
export function Shell() {
  const groups = useWatchedGroups();
  return (
    <MyGroupsContext value={groups}>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 280, breakpoint: 'sm', collapsed: { mobile: true } }}
        footer={{ height: { base: 60, sm: 0 } }}
      >
        <AppShell.Header>
          <TopBar />
        </AppShell.Header>
        <AppShell.Navbar aria-label="My groups">
          <Sidebar />
        </AppShell.Navbar>
        <AppShell.Main>
          <Outlet />
        </AppShell.Main>
        <AppShell.Footer hiddenFrom="sm">
          <BottomBar />
        </AppShell.Footer>
      </AppShell>
    </MyGroupsContext>
  );
}
