import { expect, test } from '@jest/globals';
import { simulate } from '../../testing/src/simulation/simulate.ts';
import { useEnvironment } from '../../testing/src/simulation/useEnvironment.ts';

const { environment } = useEnvironment({ pageSize: 2 });

test('simulated groups settle without a broken invariant', async () => {
  await environment().loadRules();
  const results = await Promise.all([1, 4].map((seed) => simulate(environment(), seed)));
  for (const { seed, broken } of results) expect({ seed, broken }).toEqual({ seed, broken: [] });
}, 120_000);
