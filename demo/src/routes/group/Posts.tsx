import { groupBoard } from '../../board.ts';
import { PostList } from '../../components/posts/PostList.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFg } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';

export function Component() {
  const { groupId, isAdmin } = useGroup();
  return (
    <Screen title="Posts">
      <PostList
        board={groupBoard(useFg(), groupId, isAdmin)}
        placeholder="Share something with the group"
      />
    </Screen>
  );
}
