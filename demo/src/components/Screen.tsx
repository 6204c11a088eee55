import type { ReactNode } from 'react';
import { Container, Group, Title } from '@mantine/core';

/** A screen inside a group, with its own heading. */
export function Screen(props: { title: string; action?: ReactNode; children: ReactNode }) {
  const { title, action, children } = props;
  return (
    <Container size="sm" py="md">
      <Group justify="space-between" mb="md" wrap="nowrap">
        <Title order={2} size="h4">
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </Container>
  );
}
