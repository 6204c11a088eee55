import type { ReactNode } from 'react';
import { EmptyState } from '@mantine/core';
import { CloudOff, type LucideIcon } from 'lucide-react';

/** Shown in place of a document that does not exist, or that is not cached while the user is offline. */
export function Unavailable(props: {
  state: 'not-found' | 'offline';
  /** The icon, title and description are for a document that does not exist. */
  icon: LucideIcon;
  title: string;
  description?: string;
  /** Links to go on from here. */
  children?: ReactNode;
}) {
  const { state, icon: Icon, title, description, children } = props;
  if (state === 'offline') return <UnavailableOffline>{children}</UnavailableOffline>;
  return (
    <EmptyState
      py="xl"
      variant="light"
      icon={<Icon aria-hidden />}
      title={title}
      description={description}
    >
      {children}
    </EmptyState>
  );
}

/** Shown in place of content that is not cached while the user is offline. */
export function UnavailableOffline({ children }: { children?: ReactNode }) {
  return (
    <EmptyState
      py="xl"
      variant="light"
      icon={<CloudOff aria-hidden />}
      title="Not available offline"
      description="It appears when you’re back online."
    >
      {children}
    </EmptyState>
  );
}
