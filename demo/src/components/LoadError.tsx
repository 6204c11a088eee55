import { useEffect } from 'react';
import { Button, EmptyState } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { FirebaseError } from 'firebase/app';
import { useOutletContext, useRouteError } from 'react-router';
import type { JoinedGroup } from '../hooks/group.ts';
import { logUnknownError, errorMessage } from '../hooks/useAction.ts';

/** Shown in place of a screen that failed. */
export function RouteError() {
  return <LoadError error={useRouteError()} />;
}

/**
 * Shown in place of content that failed to load. Shows nothing if the rules deny access inside a group: the user's membership
 * has just ended, and `GroupLayout` is about to redirect them with a message.
 */
export function LoadError({ error }: { error: unknown }) {
  const group = useOutletContext<JoinedGroup | undefined>();
  useEffect(() => {
    logUnknownError(error);
  }, [error]);
  if (group && error instanceof FirebaseError && error.code === 'permission-denied') return null;
  return (
    <EmptyState
      py="xl"
      variant="light"
      color="danger"
      icon={<TriangleAlert aria-hidden />}
      title="Could not load this"
      description={errorMessage(error)}
      role="alert"
    >
      <EmptyState.Actions>
        <Button
          variant="default"
          onClick={() => {
            location.reload();
          }}
        >
          Reload page
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
