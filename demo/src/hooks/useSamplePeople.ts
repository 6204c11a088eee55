import { useEffect, useState } from 'react';
import { listSamplePeople, type SamplePerson } from '../samplePeople.ts';
import { useBackend } from './backend.ts';
import { useOnline } from './useOnline.ts';

const NONE: SamplePerson[] = [];

/** The users in the sample data, or undefined while they load. Empty if the emulator cannot be reached. */
export function useSamplePeople(): SamplePerson[] | undefined {
  const backend = useBackend();
  const isOnline = useOnline();
  const [people, setPeople] = useState<SamplePerson[]>();
  useEffect(() => {
    if (!isOnline) return;
    // They are optional. Without the Auth emulator, signing in shows the error.
    listSamplePeople(backend).then(setPeople, () => {
      setPeople(NONE);
    });
  }, [backend, isOnline]);
  return isOnline ? people : NONE;
}
