import { Button, Card, Container, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { sendEmailVerification, type User as Account } from 'firebase/auth';
import { renewToken } from '../emailVerification.ts';
import { useFg } from '../hooks/backend.ts';
import { reportError, useAction } from '../hooks/useAction.ts';
import { signOutAndClear } from '../tabs.ts';

/** Shown in place of every screen until the user has verified their email address. */
export function VerifyEmail({ account }: { account: Account }) {
  const fg = useFg();
  const { isRunning, run } = useAction();
  const proceed = async () => {
    await account.reload();
    if (account.emailVerified) {
      await renewToken(account);
      location.reload();
    } else {
      notifications.show({ message: 'Your email address is not verified yet.' });
    }
  };
  return (
    <Container component="main" size={460} py="xl">
      <Card withBorder>
        <Stack>
          <Title order={1} size="h3">
            Verify your email address
          </Title>
          <Text>
            Open the link in the email that we sent to {account.email}. Then come back and continue.
          </Text>
          <Button disabled={isRunning} onClick={() => void run(proceed)}>
            Continue
          </Button>
          <Group grow>
            <Button
              variant="default"
              disabled={isRunning}
              onClick={() => void run(() => sendEmailVerification(account), 'Email sent.')}
            >
              Send the email again
            </Button>
            <Button
              variant="default"
              onClick={() => {
                signOutAndClear(fg).catch(reportError);
              }}
            >
              Sign out
            </Button>
          </Group>
        </Stack>
      </Card>
    </Container>
  );
}
