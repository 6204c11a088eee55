import { Anchor, Card, EmptyState, Skeleton, Stack, Text, Title } from '@mantine/core';
import { FileQuestion } from 'lucide-react';
import { Link } from 'react-router';
import type { Board } from '../../board.ts';
import { useFound } from '../../hooks/useFound.ts';
import { Missing } from '../Missing.tsx';
import { PagedList } from '../PagedList.tsx';
import { Failed } from '../Problem.tsx';
import { CommentItem } from './CommentItem.tsx';
import { PostCard } from './PostCard.tsx';
import { TextForm } from './TextForm.tsx';

/** One post with all that is said of it. */
export function PostPage({ board, postId }: { board: Board; postId: string }) {
  const found = useFound(board.post(postId));
  if (found.state === 'failed') return <Failed error={found.error} />;
  if (found.state === 'loading') return <Skeleton h={160} />;
  if (found.state !== 'there') {
    return (
      <Missing state={found.state} icon={FileQuestion} title="This post is not there any more">
        <EmptyState.Actions>
          <Anchor component={Link} to={board.path}>
            All posts
          </Anchor>
        </EmptyState.Actions>
      </Missing>
    );
  }
  return (
    <Stack>
      <Anchor component={Link} to={board.path} size="sm">
        All posts
      </Anchor>
      <PostCard board={board} post={found.data} isAlone />
      <Card withBorder>
        <Title order={2} size="h5" mb="md">
          Comments
        </Title>
        <PagedList
          key={board.path + postId}
          query={(page) => board.comments(postId, page)}
          pageSize={20}
          item={(comment) => (
            <CommentItem key={comment.id} board={board} postId={postId} comment={comment} />
          )}
          empty={<Text c="dimmed">Nobody has said anything yet.</Text>}
        />
        <Stack mt="md">
          <TextForm
            label="New comment"
            placeholder="What do you say?"
            submit="Comment"
            send={(text) => board.createComment(postId, text)}
          />
        </Stack>
      </Card>
    </Stack>
  );
}
