import type { ReactNode } from 'react';
import { Badge, Group, Text } from '@mantine/core';
import type { Member, Role } from 'firegroups';
import { useNow } from '../../hooks/useNow.ts';
import { formatRelativeTime } from '../../format.ts';
import { PersonLine } from '../Person.tsx';

const ROLES: Record<Role, string | null> = { creator: 'Creator', admin: 'Admin', member: null };

/** A row for a member, or for a user who is invited, waiting for approval or banned. */
export function MemberItem({ member, action }: { member: Member; action?: ReactNode }) {
  const { userId, role, status, joinedAt, createdAt } = member;
  const since = formatRelativeTime(joinedAt ?? createdAt, useNow());
  const label = status === 'joined' && ROLES[role];
  return (
    <PersonLine
      uid={userId}
      below={
        <Text size="xs" c="dimmed">
          {describe(status, since)}
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

function describe(status: Member['status'], since: string): string {
  switch (status) {
    case 'joined':
      return `Joined ${since}`;
    case 'pending_invite':
      return `Invited ${since}`;
    case 'pending_request':
      return `Requested ${since}`;
    case 'banned':
      return 'Banned';
  }
}
