import { PostList } from '../../components/posts/PostList.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useGroup } from '../../hooks/group.ts';
import { groupFeed } from '../../postFeed.ts';

export function Component() {
  const { groupId, isAdmin } = useGroup();
  return (
    <Screen title="Posts">
      <PostList feed={groupFeed(groupId, isAdmin)} placeholder="Share something with the group" />
    </Screen>
  );
}
