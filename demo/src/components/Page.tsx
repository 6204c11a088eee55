import type { ReactNode } from 'react';
import { Container, Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';

/** A screen with a title, which is also the document's title. `action` is next to the title. */
export function Page(props: { title: string; action?: ReactNode; children: ReactNode }) {
  const { title, action, children } = props;
  useDocumentTitle(`${title} · firegroups`);
  return (
    <Container size="sm" py="lg">
      <Group justify="space-between" mb="lg" wrap="nowrap">
        <Title order={1} size="h2">
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </Container>
  );
}
