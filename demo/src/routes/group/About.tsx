import { Button, Card, Group, Select, Stack, Switch, Text, Title } from '@mantine/core';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import {
  deleteGroup,
  leaveGroup,
  memberRef,
  muteGroup,
  setGroupPhoto,
  setNotifyLevel,
  unmuteGroup,
  updateGroup,
  type NotifyLevel,
} from 'firegroups';
import { useConfirm } from '../../components/Confirm.tsx';
import { FormError } from '../../components/FormError.tsx';
import { GroupFields, type GroupValues } from '../../components/GroupFields.tsx';
import { PhotoButtons } from '../../components/PhotoButtons.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { formatTime } from '../../format.ts';
import { reportError } from '../../hooks/useAction.ts';
import { useNow } from '../../hooks/useNow.ts';
import { untilWrittenLocally } from '../../hooks/localWrite.ts';
import { FORM_ERROR, useVerbForm } from '../../hooks/useForm.ts';

export function Component() {
  const { group, isAdmin } = useGroup();
  const { description = '' } = group;
  return (
    <Screen title="About">
      <Stack>
        {isAdmin ? (
          <EditForm />
        ) : (
          <Card withBorder>
            <Text className="text">{description === '' ? 'No description yet.' : description}</Text>
          </Card>
        )}
        <Pushes />
        <LeaveOrDelete />
      </Stack>
    </Screen>
  );
}

function EditForm() {
  const fg = useFg();
  const { groupId, group } = useGroup();
  const { title, description = '', visibility, joinPolicy, invitePolicy } = group;
  const form = useVerbForm<GroupValues>({
    title,
    description,
    visibility,
    joinPolicy,
    invitePolicy,
  });
  const save = async () => {
    await form.send(async (fields) => {
      await untilWrittenLocally(updateGroup(fg, groupId, form.changed()));
      form.resetDirty(fields);
    });
  };
  return (
    <Card withBorder>
      <PhotoButtons
        hasPhoto={Boolean(group.photoId)}
        save={(image) => setGroupPhoto(fg, groupId, image)}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          <GroupFields form={form} />
          <FormError message={form.errors[FORM_ERROR]} />
          <Group justify="flex-end">
            <Button type="submit" disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

const LEVELS: Record<NotifyLevel, string> = {
  all: 'All messages',
  mentions: 'No chat messages',
  none: 'Nothing',
};
const MUTED_HOURS = 8;

function Pushes() {
  const fg = useFg();
  const { groupId } = useGroup();
  const [membership] = useDocumentData(memberRef(fg, groupId, useUid()));
  const mutedUntil = membership?.mutedUntil ?? null;
  const now = useNow();
  const isMuted = mutedUntil !== null && mutedUntil > now;
  return (
    <Card withBorder>
      <Stack>
        <Select
          label="Push notifications for this group"
          data={Object.entries(LEVELS).map(([value, label]) => ({ value, label }))}
          allowDeselect={false}
          value={membership?.notify ?? 'all'}
          onChange={(level) => {
            setNotifyLevel(fg, groupId, level as NotifyLevel).catch(reportError);
          }}
        />
        <Switch
          label={
            isMuted ? `Muted until ${formatTime(mutedUntil)}` : `Mute for ${MUTED_HOURS} hours`
          }
          checked={isMuted}
          onChange={({ currentTarget: { checked } }) => {
            const saved = checked
              ? muteGroup(fg, groupId, new Date(Date.now() + MUTED_HOURS * 3_600_000))
              : unmuteGroup(fg, groupId);
            saved.catch(reportError);
          }}
        />
      </Stack>
    </Card>
  );
}

/** Members can leave. The creator can only delete the group. */
function LeaveOrDelete() {
  const fg = useFg();
  const { groupId, group, role, leave } = useGroup();
  const confirm = useConfirm();
  const isCreator = role === 'creator';
  const confirmLeave = () => {
    confirm({
      title: `Leave ${group.title}?`,
      text: 'You lose access to its chat, posts and events.',
      label: 'Leave',
      act: () => {
        leave(() => leaveGroup(fg, groupId), `You left ${group.title}.`);
      },
    });
  };
  const confirmDelete = () => {
    confirm({
      title: `Delete ${group.title}?`,
      text: 'Everything in it is deleted for all members. You can’t undo this.',
      label: 'Delete group',
      act: () => {
        leave(() => deleteGroup(fg, groupId), `${group.title} was deleted.`);
      },
    });
  };
  return (
    <Card withBorder>
      <Title order={3} size="h5" mb="xs">
        {isCreator ? 'Delete group' : 'Leave group'}
      </Title>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" flex="1 1 200px">
          {isCreator
            ? 'To leave instead, transfer ownership to another member first.'
            : 'You can ask to join again later.'}
        </Text>
        <Button color="danger" variant="outline" onClick={isCreator ? confirmDelete : confirmLeave}>
          {isCreator ? 'Delete' : 'Leave'}
        </Button>
      </Group>
    </Card>
  );
}
