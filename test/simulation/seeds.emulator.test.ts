import { expect, test } from '@jest/globals';
import { play } from '../../testing/src/simulation/simulate.ts';
import { useEnvironment } from '../../testing/src/simulation/useEnvironment.ts';

const { stage } = useEnvironment({ pageSize: 2 });

test('random groups come to rest with nothing broken', async () => {
  await stage().loadRules();
  const outcomes = await Promise.all([1, 4].map((seed) => play(stage(), seed)));
  for (const { seed, broken } of outcomes) expect({ seed, broken }).toEqual({ seed, broken: [] });
}, 120_000);
