/** The names of users, groups, events and places. The model must agree: test/rules/names.test.ts. */
import { eventPath } from '@firegroups/model';
import {
  createEvent,
  createGroup,
  createProfile,
  updateEvent,
  withFields,
  type ClientWrite,
} from '../../fixtures/clientWrites.ts';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { NAMES, NO_NAMES } from '../../fixtures/names.ts';
import { write } from '../operations.ts';
import { GROUP } from '../placeholder.ts';
import { allowed, denied, type Policy, type SeedData } from '../policyCase.ts';
import { groupWith, profilesOf } from '../seedData.ts';
import { TOMORROW, storedEvent } from './events.ts';

const EVENT = eventPath(GROUP, 'named');
const asAdmin = groupWith(GROUP, { [ACTOR]: 'admin' });

interface Named {
  what: string;
  given: SeedData;
  /** The document with the name first. */
  writes: (name: string) => ClientWrite[];
}

const NAMED: Named[] = [
  {
    what: 'a displayName',
    given: { [`users/${ACTOR}`]: null },
    writes: (name) => [createProfile(ACTOR, name)],
  },
  {
    what: "a group's title",
    given: profilesOf(ACTOR),
    writes: (title) => createGroup(GROUP, ACTOR, { title }),
  },
  {
    what: "an event's title",
    given: { ...asAdmin, [EVENT]: null },
    writes: (title) => [withFields(createEvent(EVENT, ACTOR, TOMORROW), { title })],
  },
  {
    what: "an event's location",
    given: { ...asAdmin, [EVENT]: storedEvent() },
    writes: (location) => [updateEvent(EVENT, ACTOR, { location })],
  },
];

export const names: Policy = {
  of: 'names',
  cases: NAMED.flatMap(({ what, given, writes }) => {
    const named = (name: string, text: string) => ({
      name,
      by: ACTOR,
      given,
      does: write(...writes(text)),
    });
    // An event may have an empty location.
    const isRefused = ([, text]: [string, string]) => text !== '' || what !== "an event's location";
    return [
      ...Object.entries(NAMES).map(([label, text]) =>
        allowed(named(`allows ${what}: ${label}`, text)),
      ),
      ...Object.entries(NO_NAMES)
        .filter(isRefused)
        .map(([label, text]) => denied(named(`refuses ${what}: ${label}`, text))),
    ];
  }),
};
