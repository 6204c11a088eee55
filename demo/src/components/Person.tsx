import type { ReactNode } from 'react';
import { Anchor, Box, Group, Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { usePerson } from '../hooks/usePerson.ts';
import { Initials } from './Initials.tsx';

/** Somebody's picture. */
export function PersonPicture({ uid, size = 38 }: { uid: string; size?: number }) {
  const { name, profile } = usePerson(uid);
  return <Initials name={name} photoURL={profile?.photoURL} size={size} />;
}

/** Somebody's name, which leads to their page. */
export function PersonName({ uid }: { uid: string }) {
  const { name } = usePerson(uid);
  // A link that says nothing is none.
  if (!name) return <Skeleton h={14} w={90} my={4} />;
  return (
    <Anchor component={Link} to={`/people/${uid}`} c="inherit" fw={600} size="sm">
      {name}
    </Anchor>
  );
}

/** A line about somebody: picture and name, what is said of them below, what can be done at the end. */
export function PersonLine(props: { uid: string; below?: ReactNode; action?: ReactNode }) {
  const { uid, below, action } = props;
  return (
    <Group wrap="nowrap" gap="sm">
      <PersonPicture uid={uid} />
      <Box flex={1} miw={0}>
        <PersonName uid={uid} />
        <div>{below}</div>
      </Box>
      {action}
    </Group>
  );
}
