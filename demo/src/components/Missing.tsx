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
  const { state, icon, title, description, children } = props;
  const isGone = state === 'gone';
  const Icon = isGone ? icon : CloudOff;
  return (
    <EmptyState
      py="xl"
      variant="light"
      icon={<Icon aria-hidden />}
      title={isGone ? title : 'This is not kept on this device'}
      description={isGone ? description : 'It shows when you are online again.'}
    >
      {children}
    </EmptyState>
  );
}
