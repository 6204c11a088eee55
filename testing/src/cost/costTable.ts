/** Compares what actions cost with their budgets, and prints all of it at the end of a test file. */
import { afterAll, beforeAll, expect } from '@jest/globals';
import { BUDGETS, type ActionCost, type Budget } from './budgets.ts';
import { openCostMeter, type Action, type CostMeter } from './costMeter.ts';

const COLUMNS = ['reads', 'writes', 'deletes', 'invocations'] as const;

export interface CostTable {
  meter: () => CostMeter;
  /**
   * Runs an action and expects its cost to be within its budget and what is allowed beyond it. `label` is its name in the table if
   * the action is measured more than once.
   */
  expectWithin: (
    action: keyof typeof BUDGETS,
    budget: Budget,
    run: Action,
    options?: { afterIdle?: boolean; label?: string },
  ) => Promise<ActionCost>;
}

/** Opens a meter for the tests of a file. `name` names its project. */
export function useCostTable(name: string): CostTable {
  let meter: CostMeter;
  const measured: [action: string, cost: Record<string, string>][] = [];
  beforeAll(async () => {
    meter = await openCostMeter(name);
  }, 60_000);
  afterAll(async () => {
    console.table(Object.fromEntries(measured));
    await meter.close();
  });
  return {
    meter: () => meter,
    expectWithin: async (action, budget, run, { label, ...options } = {}) => {
      const cost = await meter.costOf(run, options);
      measured.push([label ?? action, withBudgets(cost, budget)]);
      for (const column of COLUMNS) {
        const limit = budget[column] + (budget.beyond?.[column] ?? 0);
        expect([column, cost[column] <= limit ? 'within budget' : cost[column]]).toEqual([
          column,
          'within budget',
        ]);
      }
      return cost;
    },
  };
}

function withBudgets(cost: ActionCost, { beyond, ...budget }: Budget): Record<string, string> {
  return Object.fromEntries(
    COLUMNS.map((column) => {
      const more = beyond?.[column] ? ` + ${beyond[column]}` : '';
      return [column, `${cost[column]} of ${budget[column]}${more}`];
    }),
  );
}
