import { Button, Card, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import {
  deleteGroup,
  leaveGroup,
  memberRef,
  muteGroup,
  unmuteGroup,
  updateGroup,
} from 'firegroups';
import { useConfirm } from '../../components/Confirm.tsx';
import { FormError } from '../../components/FormError.tsx';
import { GroupFields, type GroupValues } from '../../components/GroupFields.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
import { shown } from '../../hooks/shown.ts';
import { WHOLE_FORM, useVerbForm } from '../../hooks/useForm.ts';

export function Component() {
  const { group, isAdmin } = useGroup();
  const { description = '' } = group;
  return (
    <Screen title="About the group">
      <Stack>
        {isAdmin ? (
          <EditForm />
        ) : (
          <Card withBorder>
            <Text className="text">
              {description === '' ? 'Nobody has described the group yet.' : description}
            </Text>
          </Card>
        )}
        <Mute />
        <Ways />
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
      await shown(updateGroup(fg, groupId, form.changed()));
      form.resetDirty(fields);
    });
  };
  return (
    <Card withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          <GroupFields form={form} />
          <FormError fault={form.errors[WHOLE_FORM]} />
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
        label="Send me push messages of this group"
        checked={!membership?.muted}
        onChange={({ currentTarget: { checked } }) => {
          const save = checked ? unmuteGroup : muteGroup;
          save(fg, groupId).catch(reportError);
        }}
      />
    </Card>
  );
}

/** The ways out. */
function Ways() {
  const fg = useFg();
  const { groupId, group, role, leave } = useGroup();
  const confirm = useConfirm();
  const isCreator = role === 'creator';
  const askToLeave = () => {
    confirm({
      title: `Leave ${group.title}?`,
      text: 'Its chat, posts and events are not for you to see any more.',
      label: 'Leave',
      act: () => {
        leave(() => leaveGroup(fg, groupId), `You have left ${group.title}.`);
      },
    });
  };
  const askToDelete = () => {
    confirm({
      title: `Delete ${group.title}?`,
      text: 'Everything in it goes, for all its members and for good.',
      label: 'Delete the group',
      act: () => {
        leave(() => deleteGroup(fg, groupId), `${group.title} is deleted.`);
      },
    });
  };
  return (
    <Card withBorder>
      <Title order={3} size="h5" mb="xs">
        {isCreator ? 'Delete the group' : 'Leave the group'}
      </Title>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" flex="1 1 200px">
          {isCreator
            ? 'To leave it, hand it over to another member first.'
            : 'You may ask to join again later.'}
        </Text>
        <Button color="danger" variant="outline" onClick={isCreator ? askToDelete : askToLeave}>
          {isCreator ? 'Delete' : 'Leave'}
        </Button>
      </Group>
    </Card>
  );
}
