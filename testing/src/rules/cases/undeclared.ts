/** Paths that are not in the data model. Nobody can read or write them. */
import {
  accountDeletionPath,
  deadLetterPath,
  pushStatePath,
  pushTargetsPath,
} from '@firegroups/model';
import { remove, set } from '../../fixtures/clientWrites.ts';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { get, list, listAcross, write, type Operation } from '../operations.ts';
import { GROUP } from '../placeholder.ts';
import { allDenied, type Policy } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

const PATHS = [
  'secrets/s1',
  // Only functions use these.
  accountDeletionPath(ACTOR),
  deadLetterPath('onMemberWritten_e1'),
  pushTargetsPath(ACTOR),
  pushStatePath(GROUP),
  'migrations/m1',
  `groups/${GROUP}/secrets/s1`,
  `groups/${GROUP}/members/${ACTOR}/more/m1`,
  `groups/${GROUP}/posts/p1/votes/v1`,
  `groups/${GROUP}/events/e1/comments/c1`,
  `groups/${GROUP}/messages/m1/comments/c1`,
  `users/${ACTOR}/secrets/s1`,
  `users/${ACTOR}/private/more`,
  `users/${ACTOR}/posts/p1/comments/c1/more/m1`,
  // The collection group of memberships allows only lists, and only of the user's own.
  `more/m1/members/${ACTOR}`,
];

/** Every operation on a path, by the names of the cases. */
const operationsOn = (path: string): Record<string, Operation> => ({
  [`nobody can get ${path}`]: get(path),
  ...(!path.startsWith('more/') && {
    [`nobody can list ${path}`]: list(path.slice(0, path.lastIndexOf('/'))),
  }),
  [`nobody can write ${path}`]: write(set(path, { userId: ACTOR })),
  [`nobody can delete ${path}`]: write(remove(path)),
});

export const undeclared: Policy = {
  of: 'paths that are not declared',
  cases: [
    ...PATHS.flatMap((path) =>
      allDenied(ACTOR, groupWith(GROUP, { [ACTOR]: 'creator' }), operationsOn(path)),
    ),
    ...allDenied(
      ACTOR,
      {},
      {
        'nobody can list secrets across collections': listAcross('secrets'),
      },
    ),
  ],
};
