import type { ReactNode } from 'react';
import { Alert } from '@mantine/core';

/** What a form was refused for that concerns none of its fields. */
export function FormError({ fault }: { fault: ReactNode }) {
  return (
    fault && (
      <Alert color="danger" role="alert">
        {fault}
      </Alert>
    )
  );
}
