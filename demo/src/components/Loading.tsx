import type { ReactNode } from 'react';
import { Stack, VisuallyHidden, type StackProps } from '@mantine/core';

/** Skeletons in place of content that is loading, with a message for screen readers. */
export function Loading({ children, ...props }: StackProps & { children: ReactNode }) {
  return (
    <Stack {...props}>
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      {children}
    </Stack>
  );
}
