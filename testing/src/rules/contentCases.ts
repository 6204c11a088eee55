/** Content of a group: every operation by each person, on their own document and on another user's; and its fields. */
import { limit } from 'firebase/firestore';
import { ACTOR, BYSTANDER } from '../fixtures/membershipStates.ts';
import { remove, type ClientWrite } from '../fixtures/clientWrites.ts';
import { documentCases, storedFields } from './documentCases.ts';
import type { FieldKinds } from './fields.ts';
import { count, get, list, listAcross, write } from './operations.ts';
import { PEOPLE, groupOf, isAdmin, isJoined, type Person } from './people.ts';
import { GROUP } from './placeholder.ts';
import { denied, personCase, type PolicyCase, type SeedData } from './policyCase.ts';
import { groupWith } from './seedData.ts';

export interface ContentSpec {
  /** 'post' */
  noun: string;
  collection: string;
  /** Whether it can have extra fields. */
  hasExtra?: boolean;
  /** The document that it belongs to. */
  parent?: SeedData;
  fieldsOf: (authorId: string) => FieldKinds;
  /** As its author creates it. */
  create: (path: string, authorId: string) => ClientWrite;
  /** The updates, and who can make them. */
  updates: { edit: Update } & Record<string, Update>;
}

interface Update {
  update: (path: string, by: string) => ClientWrite;
  can: (person: Person, isAuthor: boolean) => boolean;
}

/** All cases of reading, creating, updating and deleting. */
export function contentCases(spec: ContentSpec): PolicyCase[] {
  const { noun, collection, hasExtra = false, parent, fieldsOf, create, updates } = spec;
  return [
    ...PEOPLE.flatMap((person) => casesOf(spec, person)),
    denied({
      name: `an admin cannot delete ${withArticle(noun)} that does not exist`,
      by: ACTOR,
      given: groupWith(GROUP, { [ACTOR]: 'admin' }),
      does: write(remove(`${collection}/new`)),
    }),
    ...documentCases({
      what: withArticle(noun),
      hasExtra,
      by: ACTOR,
      given: { ...groupWith(GROUP, { [ACTOR]: 'member' }), ...parent },
      fields: fieldsOf(ACTOR),
      create: (id = 'new') => [create(`${collection}/${id}`, ACTOR)],
      hasClientId: true,
      update: updates.edit.update(`${collection}/new`, ACTOR),
    }),
  ];
}

/** Every list inside a group states a limit. */
const page = limit(50);

const withArticle = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

function casesOf(spec: ContentSpec, person: Person): PolicyCase[] {
  const { noun, fieldsOf } = spec;
  const path = (id: string) => `${spec.collection}/${id}`;
  const given = {
    ...groupOf(person),
    ...spec.parent,
    [path('own')]: storedFields(fieldsOf(person.uid)),
    [path('other')]: storedFields(fieldsOf(BYSTANDER)),
    [path('new')]: null,
  };
  const personCaseOf = (isAllowed: boolean, what: string, does: PolicyCase['does']) =>
    personCase(person, isAllowed, what, given, does);
  const changes = (isAuthor: boolean) => {
    const whose = `${isAuthor ? 'their own' : "another user's"} ${noun}`;
    const target = path(isAuthor ? 'own' : 'other');
    return [
      ...Object.entries(spec.updates).map(([verb, { update, can }]) =>
        personCaseOf(can(person, isAuthor), `${verb} ${whose}`, write(update(target, person.uid))),
      ),
      personCaseOf(
        isJoined(person) && (isAuthor || isAdmin(person)),
        `delete ${whose}`,
        write(remove(target)),
      ),
    ];
  };
  const joined = isJoined(person);
  const name = spec.collection.split('/').at(-1)!;
  return [
    personCaseOf(joined, `get ${withArticle(noun)}`, get(path('other'))),
    personCaseOf(joined, `list ${name}`, list(spec.collection, page)),
    personCaseOf(joined, `count ${name}`, count(spec.collection, page)),
    personCaseOf(false, `list ${name} across groups`, listAcross(name)),
    personCaseOf(
      joined,
      `create ${withArticle(noun)} as themselves`,
      write(spec.create(path('new'), person.uid)),
    ),
    personCaseOf(
      false,
      `create ${withArticle(noun)} as another user`,
      write(spec.create(path('new'), BYSTANDER)),
    ),
    ...changes(true),
    ...changes(false),
  ];
}
