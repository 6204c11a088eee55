import { Button, EmptyState } from '@mantine/core';
import { Compass } from 'lucide-react';
import { Link } from 'react-router';
import { Page } from '../components/Page.tsx';

export function Component() {
  return (
    <Page title="There is nothing here">
      <EmptyState
        py="xl"
        variant="light"
        icon={<Compass aria-hidden />}
        title="This address leads nowhere"
        description="It may have been mistyped."
      >
        <EmptyState.Actions>
          <Button component={Link} to="/">
            My groups
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Page>
  );
}
