import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { saveProfile, type User } from 'firegroups';
import { useAccount, useFg } from '../hooks/backend.ts';
import { untilWrittenLocally } from '../hooks/localWrite.ts';
import { FORM_ERROR, useVerbForm } from '../hooks/useForm.ts';
import { FormError } from './FormError.tsx';

/** Edits the user's profile, or creates it if there is none yet. */
export function ProfileForm({ profile }: { profile?: User | undefined }) {
  const fg = useFg();
  const account = useAccount();
  const form = useVerbForm({
    displayName: profile?.displayName ?? account?.displayName ?? '',
    bio: profile?.bio ?? '',
    photoURL: profile?.photoURL ?? '',
  });
  const save = async () => {
    const isSaved = await form.send(async ({ photoURL, ...fields }) => {
      await untilWrittenLocally(saveProfile(fg, { ...fields, photoURL: photoURL.trim() || null }));
      return true;
    });
    if (isSaved) notifications.show({ message: 'Profile saved.' });
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
        <Textarea label="Bio" autosize minRows={2} maxRows={8} {...form.getInputProps('bio')} />
        <TextInput
          label="Picture URL"
          description="Must start with https://"
          type="url"
          {...form.getInputProps('photoURL')}
        />
        <FormError message={form.errors[FORM_ERROR]} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
