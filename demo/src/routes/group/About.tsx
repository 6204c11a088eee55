import { Button, Card, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import {
  deleteGroup,
  leaveGroup,
  memberRef,
  muteGroup,
  setGroupPhoto,
  unmuteGroup,
  updateGroup,
} from 'firegroups';
import { useConfirm } from '../../components/Confirm.tsx';
import { FormError } from '../../components/FormError.tsx';
import { GroupFields, type GroupValues } from '../../components/GroupFields.tsx';
import { PhotoButtons } from '../../components/PhotoButtons.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
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
        <Mute />
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

function Mute() {
  const fg = useFg();
  const { groupId } = useGroup();
  const [membership] = useDocumentData(memberRef(fg, groupId, useUid()));
  return (
    <Card withBorder>
      <Switch
        label="Push notifications for this group"
        checked={!membership?.muted}
        onChange={({ currentTarget: { checked } }) => {
          const save = checked ? unmuteGroup : muteGroup;
          save(fg, groupId).catch(reportError);
        }}
      />
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
