import type { ReactNode } from 'react';
import { Badge, Group, Text } from '@mantine/core';
import type { Member, Role } from 'firegroups';
import { useNow } from '../../hooks/useNow.ts';
import { sinceOrDay } from '../../words.ts';
import { PersonLine } from '../Person.tsx';

const ROLES: Record<Role, string | null> = { creator: 'Creator', admin: 'Admin', member: null };

/** A member, or somebody who may become one; `action` is what can be done with them. */
export function MemberItem({ member, action }: { member: Member; action?: ReactNode }) {
  const { userId, role, status, joinedAt, createdAt } = member;
  const since = sinceOrDay(joinedAt ?? createdAt, useNow());
  const label = status === 'joined' && ROLES[role];
  return (
    <PersonLine
      uid={userId}
      below={
        <Text size="xs" c="dimmed">
          {wordsFor(status, since)}
        </Text>
      }
      action={
        <Group gap="xs" wrap="nowrap">
          {label && <Badge variant="light">{label}</Badge>}
          {action}
        </Group>
      }
    />
  );
}

function wordsFor(status: Member['status'], since: string): string {
  switch (status) {
    case 'joined':
      return `Joined ${since}`;
    case 'pending_invite':
      return `Invited ${since}`;
    case 'pending_request':
      return `Asked ${since}`;
    case 'banned':
      return 'Banned';
  }
}
