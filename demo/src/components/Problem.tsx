import { useEffect } from 'react';
import { Button, EmptyState } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { FirebaseError } from 'firebase/app';
import { useOutletContext, useRouteError } from 'react-router';
import type { JoinedGroup } from '../hooks/group.ts';
import { logUnknown, sentenceFor } from '../hooks/useAction.ts';

/** What is shown in place of a screen that failed. */
export function Problem() {
  return <Failed error={useRouteError()} />;
}

/**
 * What is shown in place of what could not be loaded. Nothing where the rules refuse something inside a group: they hear of the
 * end of a membership first, and the group's own screen leads the user out, with a sentence, the next moment.
 */
export function Failed({ error }: { error: unknown }) {
  const group = useOutletContext<JoinedGroup | undefined>();
  useEffect(() => {
    logUnknown(error);
  }, [error]);
  if (group && error instanceof FirebaseError && error.code === 'permission-denied') return null;
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
