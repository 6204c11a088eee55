import { useEffect, useState } from 'react';
import { listSamplePeople, type SamplePerson } from '../samplePeople.ts';
import { useBackend } from './backend.ts';
import { useOnline } from './useOnline.ts';

const NONE: SamplePerson[] = [];

/** The sample data's people; undefined until they are known. Where they cannot be asked for, there are none. */
export function useSamplePeople(): SamplePerson[] | undefined {
  const backend = useBackend();
  const isOnline = useOnline();
  const [people, setPeople] = useState<SamplePerson[]>();
  useEffect(() => {
    if (!isOnline) return;
    // They are an offer: without the emulator of Authentication, signing in says what is wrong.
    listSamplePeople(backend).then(setPeople, () => {
      setPeople(NONE);
    });
  }, [backend, isOnline]);
  return isOnline ? people : NONE;
}
