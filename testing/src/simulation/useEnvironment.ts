import { afterAll, beforeAll } from '@jest/globals';
import { openEnvironment, type Environment } from './environment.ts';
import { Scenario } from './scenario.ts';

/** Opens an environment for the tests of a file. Each scenario is a seed of its own. */
export function useEnvironment(options: { pageSize: number }): {
  environment: () => Environment;
  newScenario: () => Scenario;
} {
  let environment: Environment;
  let seeds = 100_000;
  beforeAll(async () => {
    environment = await openEnvironment(options);
  }, 60_000);
  afterAll(async () => {
    await environment.close();
  });
  return {
    environment: () => environment,
    newScenario: () => new Scenario(environment, seeds++),
  };
}
