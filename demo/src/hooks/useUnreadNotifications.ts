import { useCollectionData } from 'react-firebase-hooks/firestore';
import { notificationsQuery } from 'firegroups';
import { useFg } from './backend.ts';

/** More are not told apart: the badge says "9+". */
const MOST = 10;

/** How many of the user's notifications are unread, up to ten, live. */
export function useUnreadNotifications(): number {
  const [unread] = useCollectionData(
    notificationsQuery(useFg(), { unreadOnly: true, limit: MOST }),
  );
  return unread?.length ?? 0;
}
