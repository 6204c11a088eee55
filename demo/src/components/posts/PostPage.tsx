import { Anchor, Card, EmptyState, Skeleton, Stack, Text, Title } from '@mantine/core';
import { FileQuestion } from 'lucide-react';
import { Link } from 'react-router';
import { commentsQuery, createComment, postRef } from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import { useDocumentState } from '../../hooks/useDocumentState.ts';
import type { PostFeed } from '../../postFeed.ts';
import { Unavailable } from '../Unavailable.tsx';
import { PagedList } from '../PagedList.tsx';
import { LoadError } from '../LoadError.tsx';
import { CommentItem } from './CommentItem.tsx';
import { PostCard } from './PostCard.tsx';
import { TextForm } from './TextForm.tsx';

/** A post with its comments. */
export function PostPage({ feed, postId }: { feed: PostFeed; postId: string }) {
  const { place, path } = feed;
  const fg = useFg();
  const post = useDocumentState(postRef(fg, place, postId));
  if (post.state === 'failed') return <LoadError error={post.error} />;
  if (post.state === 'loading') return <Skeleton h={160} />;
  if (post.state !== 'loaded') {
    return (
      <Unavailable state={post.state} icon={FileQuestion} title="This post no longer exists">
        <EmptyState.Actions>
          <Anchor component={Link} to={path}>
            All posts
          </Anchor>
        </EmptyState.Actions>
      </Unavailable>
    );
  }
  return (
    <Stack>
      <Anchor component={Link} to={path} size="sm">
        All posts
      </Anchor>
      <PostCard feed={feed} post={post.data} isDetail />
      <Card withBorder>
        <Title order={2} size="h5" mb="md">
          Comments
        </Title>
        <PagedList
          key={path + postId}
          query={(page) => commentsQuery(fg, { ...place, postId }, page)}
          pageSize={20}
          item={(comment) => (
            <CommentItem key={comment.id} feed={feed} postId={postId} comment={comment} />
          )}
          empty={<Text c="dimmed">No comments yet.</Text>}
        />
        <Stack mt="md">
          <TextForm
            label="New comment"
            placeholder="Write a comment"
            submit="Comment"
            send={(text) => createComment(fg, { ...place, postId }, { content: text })}
          />
        </Stack>
      </Card>
    </Stack>
  );
}
