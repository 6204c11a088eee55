import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import type { NewGroup } from 'firegroups';
import type { VerbForm } from '../hooks/useForm.ts';

/** The values of all fields of a group. */
export type GroupValues = Required<{
  [Field in Exclude<keyof NewGroup, 'extra'>]: NonNullable<NewGroup[Field]>;
}>;

/** The form fields of a group, to create or update it. */
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
      <Radio.Group label="Who can see it" {...form.getInputProps('visibility')}>
        <Stack gap="xs" mt="xs">
          <Radio value="public" label="Everyone" description="The group is listed in Browse." />
          <Radio
            value="private"
            label="Members only"
            description="Invited people can see it, too."
          />
        </Stack>
      </Radio.Group>
      <Radio.Group label="Who can join" {...form.getInputProps('joinPolicy')}>
        <Stack gap="xs" mt="xs">
          <Radio value="approval" label="Anyone, with an admin’s approval" />
          <Radio value="open" label="Anyone" />
          <Radio value="invite_only" label="Invited people only" />
        </Stack>
      </Radio.Group>
      <Radio.Group label="Who can invite" {...form.getInputProps('invitePolicy')}>
        <Stack gap="xs" mt="xs">
          <Radio value="members" label="All members" />
          <Radio value="admins" label="Admins only" />
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
