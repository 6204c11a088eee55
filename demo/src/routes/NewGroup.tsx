import { Button, Card, Group, Stack } from '@mantine/core';
import { useNavigate } from 'react-router';
import { createGroup } from 'firegroups';
import { FormError } from '../components/FormError.tsx';
import { GroupFields, type GroupValues } from '../components/GroupFields.tsx';
import { Page } from '../components/Page.tsx';
import { useFg } from '../hooks/backend.ts';
import { WHOLE_FORM, useVerbForm } from '../hooks/useForm.ts';

export function Component() {
  const fg = useFg();
  const navigate = useNavigate();
  const form = useVerbForm<GroupValues>({
    title: '',
    description: '',
    visibility: 'public',
    joinPolicy: 'approval',
    invitePolicy: 'members',
  });
  const found = async () => {
    const groupId = await form.send((fields) => createGroup(fg, fields));
    if (groupId) void navigate(`/groups/${groupId}/members`);
  };
  return (
    <Page title="New group">
      <Card withBorder>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void found();
          }}
        >
          <Stack>
            <GroupFields form={form} />
            <FormError fault={form.errors[WHOLE_FORM]} />
            <Group justify="flex-end">
              <Button type="submit" loading={form.submitting}>
                Create the group
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
    </Page>
  );
}
