/** The table of limits in docs/reference/security.md, from the model's limits and the measured budgets of the actions. */
import { LIMITS, type LimitedAction } from '@firegroups/model';
import { BUDGETS, type Budget } from '../../../testing/src/cost/budgets.ts';
import { formatted } from './formatted.ts';

/** The size of the group in the table, which the text before the table names. */
const MEMBERS = 100;
const ADMINS = 3;

/** What each action creates, how the count names it, and what it costs. */
const ROWS: Record<LimitedAction, { creates: string; last: string; budget: Budget }> = {
  groups: { creates: 'groups', last: '{groupId}', budget: BUDGETS['create group'] },
  invites: { creates: 'invites', last: '{groupId}/{uid}', budget: BUDGETS.invite },
  requests: {
    creates: 'requests to join, or memberships in open groups',
    last: '{groupId}',
    budget: BUDGETS['request to join'](ADMINS),
  },
  events: {
    creates: 'events',
    last: '{groupId}/{eventId}',
    budget: BUDGETS['event with its fan-out'](MEMBERS),
  },
  comments: {
    creates: 'comments on walls of other users',
    last: '{uid}/{postId}/{commentId}',
    budget: BUDGETS['comment on a wall'],
  },
};

/** The table as Markdown, with a row for each limited action. */
export async function limitsTable(): Promise<string> {
  const rows = Object.entries(ROWS).map(([name, { creates, last, budget }]) => {
    const { most, hours } = LIMITS.actions[name as LimitedAction];
    const all = (column: 'reads' | 'writes' | 'invocations') =>
      String(most * (budget[column] + (budget.beyond?.[column] ?? 0)));
    return [
      `\`${name}\``,
      `${most} ${creates}`,
      hours === 1 ? 'an hour' : `${hours} hours`,
      all('reads'),
      all('writes'),
      all('invocations'),
      `\`${last}\``,
    ];
  });
  const table = [
    ['action', 'one account creates at most', 'in', 'reads', 'writes', 'function calls', '`last`'],
    new Array<string>(7).fill('---'),
    ...rows,
  ];
  const markdown = table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `\n${await formatted(markdown, 'markdown')}`;
}
