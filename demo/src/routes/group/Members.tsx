import type { ReactNode } from 'react';
import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { UserPlus } from 'lucide-react';
import { membersQuery, type Member, type MemberStatus } from 'firegroups';
import { InviteDialog } from '../../components/members/InviteDialog.tsx';
import { MemberItem } from '../../components/members/MemberItem.tsx';
import { MemberMenu } from '../../components/members/MemberMenu.tsx';
import { NonMemberItem } from '../../components/members/NonMemberItem.tsx';
import { PagedList } from '../../components/PagedList.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFg } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';

export function Component() {
  const fg = useFg();
  const { groupId, group, isAdmin } = useGroup();
  const [isInviting, inviting] = useDisclosure();
  const mayInvite = isAdmin || group.invitePolicy === 'members';
  const item = (member: Member) => (
    <MemberItem key={member.id} member={member} action={<MemberMenu member={member} />} />
  );
  return (
    <Screen
      title="Members"
      action={
        mayInvite && (
          <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={inviting.open}>
            Invite
          </Button>
        )
      }
    >
      <InviteDialog opened={isInviting} onClose={inviting.close} />
      <Stack>
        {isAdmin && <NonMembers status="pending_request" title="Requests" />}
        <Section title="Creator and admins">
          {(['creator', 'admin'] as const).map((role) => (
            <PagedList
              key={role}
              query={(page) => membersQuery(fg, groupId, { role, ...page })}
              pageSize={30}
              height={44}
              item={item}
              empty={null}
            />
          ))}
        </Section>
        <Section title="Members">
          <PagedList
            query={(page) => membersQuery(fg, groupId, { role: 'member', ...page })}
            pageSize={30}
            height={44}
            item={item}
            empty={<Text c="dimmed">No other members yet. Invite someone.</Text>}
          />
        </Section>
        <NonMembers status="pending_invite" title="Invited" />
        {isAdmin && <NonMembers status="banned" title="Banned" />}
      </Stack>
    </Screen>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" withBorder>
      <Title order={3} size="h5" mb="sm">
        {title}
      </Title>
      <Stack gap="sm">{children}</Stack>
    </Card>
  );
}

/** The users with a status other than `joined`. Shows nothing if there are none. */
function NonMembers({ status, title }: { status: MemberStatus; title: string }) {
  const fg = useFg();
  const { groupId } = useGroup();
  return (
    <PagedList
      query={(page) => membersQuery(fg, groupId, { status, ...page })}
      pageSize={30}
      height={44}
      item={(member) => <NonMemberItem key={member.id} member={member} />}
      empty={null}
      frame={(list) => <Section title={title}>{list}</Section>}
    />
  );
}
