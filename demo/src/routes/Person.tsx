import { Button, Card, Container, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Pencil, UserX } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { userRef, type User } from 'firegroups';
import { PersonPicture } from '../components/Person.tsx';
import { Unavailable } from '../components/Unavailable.tsx';
import { PostList } from '../components/posts/PostList.tsx';
import { PostPage } from '../components/posts/PostPage.tsx';
import { LoadError } from '../components/LoadError.tsx';
import { useFg, useUid } from '../hooks/backend.ts';
import { useDocumentState } from '../hooks/useDocumentState.ts';
import { wallFeed } from '../postFeed.ts';

/** A user's profile and wall. With `:postId`, a single post. */
export function Component() {
  const fg = useFg();
  const { uid = '', postId } = useParams();
  const isMe = uid === useUid();
  const user = useDocumentState(userRef(fg, uid));
  const { state } = user;
  const profile = state === 'loaded' ? user.data : undefined;
  useDocumentTitle(`${profile?.displayName ?? 'Profile'} · firegroups`);
  const feed = wallFeed(uid, isMe);
  return (
    <Container size="sm" py="lg">
      {state === 'loading' && <Skeleton h={140} />}
      {state === 'failed' && <LoadError error={user.error} />}
      {(state === 'not-found' || state === 'offline') && (
        <Unavailable
          state={state}
          icon={UserX}
          title="User not found"
          description="The account may have been deleted."
        />
      )}
      {profile && (
        <Stack>
          <ProfileCard profile={profile} isMe={isMe} />
          {postId ? (
            <PostPage feed={feed} postId={postId} />
          ) : (
            <PostList feed={feed} placeholder="What’s on your mind?" />
          )}
        </Stack>
      )}
    </Container>
  );
}

function ProfileCard({ profile, isMe }: { profile: User; isMe: boolean }) {
  const { id, displayName, bio } = profile;
  return (
    <Card withBorder>
      <Group wrap="nowrap" align="flex-start">
        <PersonPicture uid={id} size={64} />
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
            Edit profile
          </Button>
        )}
      </Group>
    </Card>
  );
}
