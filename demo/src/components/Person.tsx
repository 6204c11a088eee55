import type { ReactNode } from 'react';
import { Anchor, Box, Group, Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { usePerson } from '../hooks/usePerson.ts';
import { photoOfUser } from '../photos.ts';
import { Initials } from './Initials.tsx';

/** A user's picture. */
export function PersonPicture({ uid, size = 38 }: { uid: string; size?: number }) {
  const { name, profile } = usePerson(uid);
  return (
    <Initials name={name} photo={photoOfUser(profile)} photoURL={profile?.photoURL} size={size} />
  );
}

/** A user's name, with a link to their profile. */
export function PersonName({ uid }: { uid: string }) {
  const { name } = usePerson(uid);
  // A link needs a text.
  if (!name) return <Skeleton h={14} w={90} my={4} />;
  return (
    <Anchor component={Link} to={`/people/${uid}`} c="inherit" fw={600} size="sm">
      {name}
    </Anchor>
  );
}

/** A row with a user's picture and name, a line below the name, and an action at the end. */
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
