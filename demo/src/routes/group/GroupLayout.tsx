import { useEffect, useRef } from 'react';
import { Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { GroupGate } from '../../components/GroupGate.tsx';
import { GroupHeader } from '../../components/GroupHeader.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Failed } from '../../components/Problem.tsx';
import { useAccess } from '../../hooks/access.ts';
import { useGroupDocument, type JoinedGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
import styles from './GroupLayout.module.css';

/** What is around the screens of a group: its name and tabs for members, the door for everybody else. */
export function Component() {
  const { groupId = '' } = useParams();
  return <GroupOf key={groupId} groupId={groupId} />;
}

function GroupOf({ groupId }: { groupId: string }) {
  const { state: access, error: accessError } = useAccess(groupId);
  // Most who come are in it: for them it is opened before that is known, and once.
  const { pathname } = useLocation();
  const { snapshot, error: groupError } = useGroupDocument(groupId, access?.status ?? 'joined');
  const group = snapshot?.data();
  // A group that is being deleted is over for everybody, though its memberships go one by one.
  const status = group?.deletedAt ? 'none' : access?.status;
  const leave = useLeadOut(status, group?.title);

  // Refused, a group is not to be seen by this user, which the access says too, now or in a moment.
  const isRefused = groupError?.code === 'permission-denied';
  const error = accessError ?? (isRefused ? undefined : groupError);
  if (error) return <Failed error={error} />;
  if (status === 'joined' && access?.role && group) {
    const { role } = access;
    const context: JoinedGroup = { groupId, group, role, isAdmin: role !== 'member', leave };
    return (
      <div className={styles.group}>
        <GroupHeader {...context} />
        {/* Each screen begins at its top. */}
        <div key={pathname} className={styles.screen}>
          <Outlet context={context} />
        </div>
      </div>
    );
  }
  // Where the user has been in a moment ago, they are on their way out.
  if (!status || status === 'joined' || (!snapshot && !isRefused)) return <LoadingGroup />;
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

/** Leads the user out when their membership ends, with a sentence that says so. */
function useLeadOut(status: string | undefined, title: string | undefined): JoinedGroup['leave'] {
  const navigate = useNavigate();
  const farewell = useRef<string>(undefined);
  const wasJoined = useRef(false);
  // Whoever is out of a private group does not see its title any more.
  const lastTitle = useRef('the group');
  useEffect(() => {
    if (title) lastTitle.current = title;
    if (status === 'joined') wasJoined.current = true;
    else if (status && wasJoined.current) {
      wasJoined.current = false;
      const message = farewell.current ?? `You are no longer a member of ${lastTitle.current}.`;
      notifications.show({ message });
      void navigate('/', { replace: true });
    }
  }, [status, title, navigate]);
  return (act, words) => {
    farewell.current = words;
    act().catch((error: unknown) => {
      farewell.current = undefined;
      reportError(error);
    });
  };
}
