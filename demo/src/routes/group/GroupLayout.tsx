import { useEffect, useRef } from 'react';
import { Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { GroupGate } from '../../components/GroupGate.tsx';
import { GroupHeader } from '../../components/GroupHeader.tsx';
import { Loading } from '../../components/Loading.tsx';
import { LoadError } from '../../components/LoadError.tsx';
import { UnavailableOffline } from '../../components/Unavailable.tsx';
import { useAccess } from '../../hooks/access.ts';
import { useGroupDocument, type JoinedGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import styles from './GroupLayout.module.css';

/** The frame of a group's screens: its header for members, or `GroupGate` for everyone else. */
export function Component() {
  const { groupId = '' } = useParams();
  return <GroupById key={groupId} groupId={groupId} />;
}

function GroupById({ groupId }: { groupId: string }) {
  const { state: access, error: accessError } = useAccess(groupId);
  // Most users who open a group are members, so start loading it before their access is known.
  const { pathname } = useLocation();
  const { snapshot, error: groupError } = useGroupDocument(groupId, access?.status ?? 'joined');
  const group = snapshot?.data();
  // A group that is being deleted is closed for everyone, although its memberships are deleted one by one.
  const status = group?.deletedAt ? 'none' : access?.status;
  const isOnline = useOnline();
  const leave = useRedirectOnExit(status, group?.title);

  // If the rules deny access, the user's access status says so too, now or in a moment.
  const isDenied = groupError?.code === 'permission-denied';
  const error = accessError ?? (isDenied ? undefined : groupError);
  if (error) return <LoadError error={error} />;
  if (status === 'joined' && access?.role && group) {
    const { role } = access;
    const context: JoinedGroup = { groupId, group, role, isAdmin: role !== 'member', leave };
    return (
      <div className={styles.group}>
        <GroupHeader {...context} />
        {/* A new key for each screen, so that it starts scrolled to the top. */}
        <div key={pathname} className={styles.screen}>
          <Outlet context={context} />
        </div>
      </div>
    );
  }
  // A user who was a member a moment ago is about to be redirected.
  if (!status || status === 'joined' || (!snapshot && !isDenied)) {
    return isOnline ? <LoadingGroup /> : <UnavailableOffline />;
  }
  return <GroupGate groupId={groupId} status={status} group={group} />;
}

function LoadingGroup() {
  return (
    <Loading p="lg">
      <Skeleton h={40} w="60%" />
      <Skeleton h={120} />
      <Skeleton h={120} />
    </Loading>
  );
}

/** Redirects the user to their groups when their membership ends, with a message. Returns {@link JoinedGroup.leave}. */
function useRedirectOnExit(
  status: string | undefined,
  title: string | undefined,
): JoinedGroup['leave'] {
  const navigate = useNavigate();
  const ownMessage = useRef<string>(undefined);
  const wasJoined = useRef(false);
  // A former member of a private group can no longer read its title.
  const lastTitle = useRef('the group');
  useEffect(() => {
    if (title) lastTitle.current = title;
    if (status === 'joined') wasJoined.current = true;
    else if (status && wasJoined.current) {
      wasJoined.current = false;
      const message = ownMessage.current ?? `You are no longer a member of ${lastTitle.current}.`;
      notifications.show({ message });
      void navigate('/', { replace: true });
    }
  }, [status, title, navigate]);
  return (act, message) => {
    ownMessage.current = message;
    act().catch((error: unknown) => {
      ownMessage.current = undefined;
      reportError(error);
    });
  };
}
