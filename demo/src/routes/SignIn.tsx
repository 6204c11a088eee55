import { useState } from 'react';
import { Center, Container, Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Navigate, useLocation } from 'react-router';
import { RegisterForm } from '../components/RegisterForm.tsx';
import { SamplePeople } from '../components/SamplePeople.tsx';
import { SignInForm } from '../components/SignInForm.tsx';
import { useAccount, useBackend } from '../hooks/backend.ts';

export function Component() {
  useDocumentTitle('Sign in · firegroups');
  const account = useAccount();
  const { emulators } = useBackend();
  // A new account is signed in before its profile exists. Stay here until then.
  const [isRegistering, setRegistering] = useState(false);
  const { state } = useLocation() as { state: { from?: string } | null };
  if (account && !isRegistering) return <Navigate to={state?.from ?? '/'} replace />;
  return (
    <Container component="main" size={460} py="xl">
      <Stack gap="lg">
        <Stack gap={4} align="center" ta="center">
          <img src="/icon.svg" alt="" width={56} height={56} />
          <Title order={1}>firegroups</Title>
          <Text c="dimmed">Chat, share posts and plan events with your groups.</Text>
        </Stack>
        {emulators && <SamplePeople />}
        <Paper withBorder p="lg">
          <Tabs defaultValue="sign-in" keepMounted={false}>
            <Center mb="md">
              <Tabs.List>
                <Tabs.Tab value="sign-in">Sign in</Tabs.Tab>
                <Tabs.Tab value="register">Create account</Tabs.Tab>
              </Tabs.List>
            </Center>
            <Tabs.Panel value="sign-in">
              <SignInForm />
            </Tabs.Panel>
            <Tabs.Panel value="register">
              <RegisterForm onRegistering={setRegistering} />
            </Tabs.Panel>
          </Tabs>
        </Paper>
      </Stack>
    </Container>
  );
}
