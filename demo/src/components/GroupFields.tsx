import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import type { NewGroup } from 'firegroups';
import type { VerbForm } from '../hooks/useForm.ts';

/** What a group is made of, all of it filled in. */
export type GroupValues = Required<{ [Field in keyof NewGroup]: NonNullable<NewGroup[Field]> }>;

/** The fields of a group, to found one or to change it. */
export function GroupFields({ form }: { form: VerbForm<GroupValues> }) {
  return (
    <Stack>
      <TextInput label="Title" required {...form.getInputProps('title')} />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps('description')}
      />
      <Radio.Group label="Who sees it" {...form.getInputProps('visibility')}>
        <Stack gap="xs" mt="xs">
          <Radio value="public" label="Everybody" description="It can be found by browsing." />
          <Radio
            value="private"
            label="Its members"
            description="And who is invited or has the link."
          />
        </Stack>
      </Radio.Group>
      <Radio.Group label="How people come in" {...form.getInputProps('joinPolicy')}>
        <Stack gap="xs" mt="xs">
          <Radio value="approval" label="They ask, and an admin answers" />
          <Radio value="open" label="Everybody can join" />
          <Radio value="invite_only" label="By invitation alone" />
        </Stack>
      </Radio.Group>
      <Radio.Group label="Who invites" {...form.getInputProps('invitePolicy')}>
        <Stack gap="xs" mt="xs">
          <Radio value="members" label="All members" />
          <Radio value="admins" label="Admins" />
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
