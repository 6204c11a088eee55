import { Page } from '../components/Page.tsx';
import { NotificationList } from '../components/notifications/NotificationList.tsx';

export function Component() {
  return (
    <Page title="Notifications">
      <NotificationList />
    </Page>
  );
}
