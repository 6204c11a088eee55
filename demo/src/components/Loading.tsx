import type { ReactNode } from 'react';
import { Stack, VisuallyHidden, type StackProps } from '@mantine/core';

/** What stands where something is yet to come: skeletons for the eye, a word for the ear. */
export function Loading({ children, ...props }: StackProps & { children: ReactNode }) {
  return (
    <Stack {...props}>
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      {children}
    </Stack>
  );
}
