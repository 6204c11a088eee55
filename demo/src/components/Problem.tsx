import { Button, EmptyState } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useRouteError } from 'react-router';
import { sentenceFor } from '../hooks/useAction.ts';

/** What is shown in place of a screen that failed. */
export function Problem() {
  return <Failed error={useRouteError()} />;
}

/** What is shown in place of what could not be loaded. */
export function Failed({ error }: { error: unknown }) {
  return (
    <EmptyState
      py="xl"
      variant="light"
      color="danger"
      icon={<TriangleAlert aria-hidden />}
      title="This could not be shown"
      description={sentenceFor(error)}
      role="alert"
    >
      <EmptyState.Actions>
        <Button
          variant="default"
          onClick={() => {
            location.reload();
          }}
        >
          Load the page again
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
