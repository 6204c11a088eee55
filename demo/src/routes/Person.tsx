import { Button, Card, Container, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Pencil, UserX } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { userRef, type User } from 'firegroups';
import { wallBoard } from '../board.ts';
import { Initials } from '../components/Initials.tsx';
import { Missing } from '../components/Missing.tsx';
import { PostList } from '../components/posts/PostList.tsx';
import { PostPage } from '../components/posts/PostPage.tsx';
import { Failed } from '../components/Problem.tsx';
import { useFg, useUid } from '../hooks/backend.ts';
import { useFound } from '../hooks/useFound.ts';

/** Somebody's profile and wall; with `:postId`, one post of it. */
export function Component() {
  const fg = useFg();
  const { uid = '', postId } = useParams();
  const isMe = uid === useUid();
  const found = useFound(userRef(fg, uid));
  const { state } = found;
  const profile = state === 'there' ? found.data : undefined;
  useDocumentTitle(`${profile?.displayName ?? 'A person'} · firegroups`);
  const board = wallBoard(fg, uid, isMe);
  return (
    <Container size="sm" py="lg">
      {state === 'loading' && <Skeleton h={140} />}
      {state === 'failed' && <Failed error={found.error} />}
      {(state === 'gone' || state === 'not kept') && (
        <Missing
          state={state}
          icon={UserX}
          title="There is nobody here"
          description="The account may have been closed."
        />
      )}
      {profile && (
        <Stack>
          <ProfileCard profile={profile} isMe={isMe} />
          {postId ? (
            <PostPage board={board} postId={postId} />
          ) : (
            <PostList board={board} placeholder="What is on your mind?" />
          )}
        </Stack>
      )}
    </Container>
  );
}

function ProfileCard({ profile, isMe }: { profile: User; isMe: boolean }) {
  const { displayName, photoURL, bio } = profile;
  return (
    <Card withBorder>
      <Group wrap="nowrap" align="flex-start">
        <Initials name={displayName} photoURL={photoURL} size={64} />
        <Stack gap={4} flex={1} miw={0}>
          <Title order={1} size="h3">
            {displayName}
          </Title>
          {bio && <Text className="text">{bio}</Text>}
        </Stack>
        {isMe && (
          <Button
            component={Link}
            to="/settings"
            variant="default"
            size="xs"
            leftSection={<Pencil size={14} aria-hidden />}
          >
            Edit
          </Button>
        )}
      </Group>
    </Card>
  );
}
