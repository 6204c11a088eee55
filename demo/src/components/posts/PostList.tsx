import { Card, EmptyState, Stack } from '@mantine/core';
import { Newspaper } from 'lucide-react';
import { createPost, postsQuery } from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import type { PostFeed } from '../../postFeed.ts';
import { PagedList } from '../PagedList.tsx';
import { PostCard } from './PostCard.tsx';
import { TextForm } from './TextForm.tsx';

/** The posts, newest first, below a form for a new one. */
export function PostList({ feed, placeholder }: { feed: PostFeed; placeholder: string }) {
  const { place, path, canPost } = feed;
  const fg = useFg();
  return (
    <Stack>
      {canPost && (
        <Card withBorder>
          <TextForm
            label="New post"
            placeholder={placeholder}
            submit="Post"
            send={(text) => createPost(fg, place, { content: text })}
          />
        </Card>
      )}
      <PagedList
        key={path}
        query={(page) => postsQuery(fg, place, page)}
        pageSize={10}
        height={140}
        item={(post) => <PostCard key={post.id} feed={feed} post={post} />}
        empty={
          <EmptyState
            py="xl"
            variant="light"
            icon={<Newspaper aria-hidden />}
            title="No posts yet"
            description={canPost ? 'Write the first one.' : 'Posts appear here.'}
          />
        }
      />
    </Stack>
  );
}
