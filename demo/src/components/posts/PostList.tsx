import { Card, EmptyState, Stack } from '@mantine/core';
import { Newspaper } from 'lucide-react';
import type { Board } from '../../board.ts';
import { PagedList } from '../PagedList.tsx';
import { PostCard } from './PostCard.tsx';
import { TextForm } from './TextForm.tsx';

/** The posts, newest first, below a form for a new one. */
export function PostList({ board, placeholder }: { board: Board; placeholder: string }) {
  return (
    <Stack>
      {board.mayPost && (
        <Card withBorder>
          <TextForm
            label="New post"
            placeholder={placeholder}
            submit="Post"
            send={board.createPost}
          />
        </Card>
      )}
      <PagedList
        key={board.path}
        query={board.posts}
        pageSize={10}
        height={140}
        item={(post) => <PostCard key={post.id} board={board} post={post} />}
        empty={
          <EmptyState
            py="xl"
            variant="light"
            icon={<Newspaper aria-hidden />}
            title="No posts yet"
            description={board.mayPost ? 'Write the first one.' : 'Posts appear here.'}
          />
        }
      />
    </Stack>
  );
}
