import { Container } from '@mantine/core';
import { useParams } from 'react-router';
import { groupBoard } from '../../board.ts';
import { PostPage } from '../../components/posts/PostPage.tsx';
import { useFg } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';

export function Component() {
  const { groupId, isAdmin } = useGroup();
  const { postId = '' } = useParams();
  return (
    <Container size="sm" py="md">
      <PostPage board={groupBoard(useFg(), groupId, isAdmin)} postId={postId} />
    </Container>
  );
}
