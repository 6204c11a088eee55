import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { signInWithEmailAndPassword } from 'firebase/auth';
import { authErrorMessage } from '../authErrorMessage.ts';
import { useFg } from '../hooks/backend.ts';
import { FormError } from './FormError.tsx';

export function SignInForm() {
  const { auth } = useFg();
  const form = useForm({ initialValues: { email: '', password: '' } });
  const signIn = form.onSubmit(async ({ email, password }) => {
    try {
      await signInWithEmailAndPassword(auth, email, password);
    } catch (error) {
      form.setErrors({ form: authErrorMessage(error) });
    }
  });
  return (
    <form onSubmit={signIn}>
      <Stack>
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
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        <FormError message={form.errors['form']} />
        <Button type="submit" loading={form.submitting}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
