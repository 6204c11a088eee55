import { Button, EmptyState } from '@mantine/core';
import { Compass } from 'lucide-react';
import { Link } from 'react-router';
import { Page } from '../components/Page.tsx';

export function Component() {
  return (
    <Page title="Page not found">
      <EmptyState
        py="xl"
        variant="light"
        icon={<Compass aria-hidden />}
        title="Nothing at this address"
        description="Check the address for typos."
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
