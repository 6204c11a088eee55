import type { ReactNode } from 'react';
import { Alert } from '@mantine/core';

/** An error that concerns the whole form, not one of its fields. */
export function FormError({ message }: { message: ReactNode }) {
  return (
    message && (
      <Alert color="danger" role="alert">
        {message}
      </Alert>
    )
  );
}
