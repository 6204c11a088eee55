import { useEffect, useState } from 'react';
import { Button, Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { signInWithEmailAndPassword } from 'firebase/auth';
import { useBackend } from '../hooks/backend.ts';
import { reportError, useAction } from '../hooks/useAction.ts';
import { SAMPLE_PASSWORD, listSamplePeople, type SamplePerson } from '../samplePeople.ts';
import { Initials } from './Initials.tsx';

/** One click, and one is somebody: the first of the sample data's people. Nothing where there is no sample data. */
export function SamplePeople() {
  const backend = useBackend();
  const [people, setPeople] = useState<SamplePerson[]>();
  const { isRunning, run } = useAction();
  useEffect(() => {
    listSamplePeople(backend).then(setPeople, reportError);
  }, [backend]);
  if (people?.length === 0) return null;
  return (
    <Paper withBorder p="lg">
      <Title order={2} size="h5">
        Try it as somebody
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        These people are in the sample data.
      </Text>
      <Group gap="xs">
        {!people && [1, 2, 3, 4].map((i) => <Skeleton key={i} h={36} w={96} />)}
        {people?.slice(0, 6).map(({ email, name }) => (
          <Button
            key={email}
            variant="default"
            disabled={isRunning}
            leftSection={<Initials name={name} size={22} />}
            onClick={() =>
              void run(() => signInWithEmailAndPassword(backend.fg.auth, email, SAMPLE_PASSWORD))
            }
          >
            {name}
          </Button>
        ))}
      </Group>
    </Paper>
  );
}
