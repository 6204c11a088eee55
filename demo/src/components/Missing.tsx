import type { ReactNode } from 'react';
import { EmptyState } from '@mantine/core';
import { CloudOff, type LucideIcon } from 'lucide-react';

/** What is shown in place of a document that is gone, or that without a connection cannot be had. */
export function Missing(props: {
  state: 'gone' | 'not kept';
  /** Where it is gone. */
  icon: LucideIcon;
  title: string;
  description?: string;
  /** The ways on. */
  children?: ReactNode;
}) {
  const { state, icon: Icon, title, description, children } = props;
  if (state === 'not kept') return <NotKept>{children}</NotKept>;
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

/** What is shown in place of what without a connection cannot be had. */
export function NotKept({ children }: { children?: ReactNode }) {
  return (
    <EmptyState
      py="xl"
      variant="light"
      icon={<CloudOff aria-hidden />}
      title="This is not kept on this device"
      description="It shows when you are online again."
    >
      {children}
    </EmptyState>
  );
}
