import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { createUserWithEmailAndPassword } from 'firebase/auth';
import { isFiregroupsError, saveProfile } from 'firegroups';
import { accountSentence } from '../accountSentence.ts';
import { useFg } from '../hooks/backend.ts';
import { FormError } from './FormError.tsx';

/** The most characters that a name may have. */
const LONGEST_NAME = 50;

/** `onRegistering` is told when it begins and when it is over. */
export function RegisterForm(props: { onRegistering: (isRegistering: boolean) => void }) {
  const { onRegistering } = props;
  const fg = useFg();
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    // Before the account is made: `saveProfile` would refuse a name when it is there already.
    validate: { name: (name) => (name.trim() ? null : 'Say how others may call you.') },
  });
  const register = form.onSubmit(async ({ name, email, password }) => {
    onRegistering(true);
    try {
      await createUserWithEmailAndPassword(fg.auth, email, password);
      await saveProfile(fg, { displayName: name });
    } catch (error) {
      // The account is there then, and the next screen asks for the name again.
      const sentence = isFiregroupsError(error) ? error.message : accountSentence(error);
      form.setErrors({ form: sentence });
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
          maxLength={LONGEST_NAME}
          autoComplete="name"
          {...form.getInputProps('name')}
        />
        <TextInput
          label="E-mail"
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
        <FormError fault={form.errors['form']} />
        <Button type="submit" loading={form.submitting}>
          Create the account
        </Button>
      </Stack>
    </form>
  );
}
