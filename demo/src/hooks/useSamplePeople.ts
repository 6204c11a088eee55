import { useEffect, useState } from 'react';
import { listSamplePeople, type SamplePerson } from '../samplePeople.ts';
import { useBackend } from './backend.ts';
import { reportError } from './useAction.ts';

/** The sample data's people; undefined until they are known. */
export function useSamplePeople(): SamplePerson[] | undefined {
  const backend = useBackend();
  const [people, setPeople] = useState<SamplePerson[]>();
  useEffect(() => {
    listSamplePeople(backend).then(setPeople, reportError);
  }, [backend]);
  return people;
}
