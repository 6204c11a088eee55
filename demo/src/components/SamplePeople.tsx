import { Button, Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { useBackend } from '../hooks/backend.ts';
import { useAction } from '../hooks/useAction.ts';
import { useSamplePeople } from '../hooks/useSamplePeople.ts';
import { signInSamplePerson } from '../samplePeople.ts';
import { Initials } from './Initials.tsx';

/** Buttons to sign in as a sample user with one click. Shows nothing without sample data. */
export function SamplePeople() {
  const backend = useBackend();
  const people = useSamplePeople();
  const { isRunning, run } = useAction();
  if (people?.length === 0) return null;
  return (
    <Paper withBorder p="lg">
      <Title order={2} size="h5">
        Try it as a sample user
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        These users come with the sample data.
      </Text>
      <Group gap="xs">
        {!people && [1, 2, 3, 4].map((i) => <Skeleton key={i} h={36} w={96} />)}
        {people?.slice(0, 6).map(({ email, name }) => (
          <Button
            key={email}
            variant="default"
            disabled={isRunning}
            leftSection={<Initials name={name} size={22} />}
            onClick={() => void run(() => signInSamplePerson(backend, email))}
          >
            {name}
          </Button>
        ))}
      </Group>
    </Paper>
  );
}
