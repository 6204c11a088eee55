import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { saveProfile, type User } from 'firegroups';
import { useFg } from '../hooks/backend.ts';
import { shown } from '../hooks/shown.ts';
import { WHOLE_FORM, useVerbForm } from '../hooks/useForm.ts';
import { FormError } from './FormError.tsx';

/** What others see of the user. Without a profile, it is the first one. */
export function ProfileForm({ profile }: { profile?: User | undefined }) {
  const fg = useFg();
  const form = useVerbForm({
    displayName: profile?.displayName ?? '',
    bio: profile?.bio ?? '',
    photoURL: profile?.photoURL ?? '',
  });
  const save = async () => {
    const isSaved = await form.send(async ({ photoURL, ...fields }) => {
      await shown(saveProfile(fg, { ...fields, photoURL: photoURL.trim() || null }));
      return true;
    });
    if (isSaved) notifications.show({ message: 'Your profile is saved.' });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          required
          autoComplete="name"
          {...form.getInputProps('displayName')}
        />
        <Textarea
          label="About you"
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('bio')}
        />
        <TextInput
          label="Picture"
          description="The address of a picture, beginning with https://"
          type="url"
          {...form.getInputProps('photoURL')}
        />
        <FormError fault={form.errors[WHOLE_FORM]} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
