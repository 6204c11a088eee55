import { useCollectionData } from 'react-firebase-hooks/firestore';
import { notificationsQuery } from 'firegroups';
import { useFg } from './backend.ts';

/** The badge shows "9+" for more than nine. */
const MAX_COUNT = 10;

/** The number of unread notifications, up to ten, live. */
export function useUnreadNotifications(): number {
  const [unread] = useCollectionData(
    notificationsQuery(useFg(), { unreadOnly: true, limit: MAX_COUNT }),
  );
  return unread?.length ?? 0;
}
