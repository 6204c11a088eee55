import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  createUserWithEmailAndPassword,
  sendEmailVerification,
  updateProfile,
} from 'firebase/auth';
import { LIMITS, isFiregroupsError, saveProfile } from 'firegroups';
import { authErrorMessage } from '../authErrorMessage.ts';
import { mustVerifyEmail } from '../emailVerification.ts';
import { useFg } from '../hooks/backend.ts';
import { FormError } from './FormError.tsx';

/**
 * Creates an account with a profile. If the project accepts only verified email addresses, sends an email first. Calls `onRegistering` when registration starts and ends.
 */
export function RegisterForm(props: { onRegistering: (isRegistering: boolean) => void }) {
  const { onRegistering } = props;
  const fg = useFg();
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    // Checked before the account exists, because `saveProfile` would reject the name only afterwards.
    validate: { name: (name) => (name.trim() ? null : 'Enter your name.') },
  });
  const register = form.onSubmit(async ({ name, email, password }) => {
    onRegistering(true);
    try {
      const { user } = await createUserWithEmailAndPassword(fg.auth, email, password);
      if (mustVerifyEmail(fg)) {
        // The profile has to wait. Its form will suggest this name.
        await updateProfile(user, { displayName: name });
        await sendEmailVerification(user);
      } else {
        await saveProfile(fg, { displayName: name });
      }
    } catch (error) {
      // If only the profile failed, the account exists and the next screen asks for the name again.
      const message = isFiregroupsError(error) ? error.message : authErrorMessage(error);
      form.setErrors({ form: message });
    } finally {
      onRegistering(false);
    }
  });
  return (
    <form onSubmit={register}>
      <Stack>
        <TextInput
          label="Name"
          required
          maxLength={LIMITS.displayName}
          autoComplete="name"
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Email"
          type="email"
          required
          autoComplete="email"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          required
          minLength={6}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <FormError message={form.errors['form']} />
        <Button type="submit" loading={form.submitting}>
          Create account
        </Button>
      </Stack>
    </form>
  );
}
