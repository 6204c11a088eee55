import { Container } from '@mantine/core';
import { useParams } from 'react-router';
import { PostPage } from '../../components/posts/PostPage.tsx';
import { useGroup } from '../../hooks/group.ts';
import { groupFeed } from '../../postFeed.ts';

export function Component() {
  const { groupId, isAdmin } = useGroup();
  const { postId = '' } = useParams();
  return (
    <Container size="sm" py="md">
      <PostPage feed={groupFeed(groupId, isAdmin)} postId={postId} />
    </Container>
  );
}
