import { Button, Card, Group, Stack } from '@mantine/core';
import { useNavigate } from 'react-router';
import { createGroup } from 'firegroups';
import { FormError } from '../components/FormError.tsx';
import { GroupFields, type GroupValues } from '../components/GroupFields.tsx';
import { Page } from '../components/Page.tsx';
import { useFg } from '../hooks/backend.ts';
import { FORM_ERROR, useVerbForm } from '../hooks/useForm.ts';

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
  const create = async () => {
    const groupId = await form.send((fields) => createGroup(fg, fields));
    if (groupId) void navigate(`/groups/${groupId}/members`);
  };
  return (
    <Page title="New group">
      <Card withBorder>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void create();
          }}
        >
          <Stack>
            <GroupFields form={form} />
            <FormError message={form.errors[FORM_ERROR]} />
            <Group justify="flex-end">
              <Button type="submit" loading={form.submitting}>
                Create group
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
    </Page>
  );
}
