/** Content of a group: every operation by everybody who may stand before it, on what is theirs and what is another's. */
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import { ACTOR, FOUNDER } from '../fixtures/membershipStates.ts';
import { decided, denied, type PolicyCase, type World } from './policyCase.ts';
import {
  ASKERS,
  groupWith,
  groupWithAsker,
  isJoinedAsker,
  isAdminAsker,
  type Asker,
} from './worlds.ts';

export interface ContentSpec {
  /** 'a post' */
  what: string;
  collection: (groupId: string) => string;
  /** What it hangs on. */
  parent?: (groupId: string) => World;
  /** As it is stored, by its author. */
  stored: (authorId: string) => object;
  /** As its author creates it. */
  created: (authorId: string) => Record<string, unknown>;
  /** The updates, and who may make them. */
  operations: Record<
    string,
    { change: Record<string, unknown>; who: (asker: Asker, isAuthor: boolean) => boolean }
  >;
}

/** All cases of reading, creating, updating and deleting, by every asker. */
export function contentCases(spec: ContentSpec): PolicyCase[] {
  return [
    ...ASKERS.flatMap((asker) => [
      ...reading(spec, asker),
      ...creating(spec, asker),
      ...changing(spec, asker, true),
      ...changing(spec, asker, false),
    ]),
    denied({
      name: `staff may not delete ${spec.what} that is not there`,
      by: ACTOR,
      given: (groupId) => groupWith(groupId, { [ACTOR]: 'admin' }),
      does: (firestore, groupId) => deleteDoc(doc(firestore, `${spec.collection(groupId)}/new`)),
    }),
  ];
}

const say = (isAllowed: boolean) => (isAllowed ? 'may' : 'may not');

function sceneOf(spec: ContentSpec, asker: Asker) {
  const path = (groupId: string, id: string) => `${spec.collection(groupId)}/${id}`;
  const given = (groupId: string): World => ({
    ...groupWithAsker(groupId, asker),
    ...spec.parent?.(groupId),
    [path(groupId, 'mine')]: spec.stored(asker.by),
    [path(groupId, 'other')]: spec.stored(FOUNDER),
    [path(groupId, 'new')]: null,
  });
  return { by: asker.by, given, path };
}

function reading(spec: ContentSpec, asker: Asker): PolicyCase[] {
  const { by, given, path } = sceneOf(spec, asker);
  const isAllowed = isJoinedAsker(asker);
  const outcome = decided(isAllowed);
  const sentence = (how: string) => `${asker.who} ${say(isAllowed)} ${how}`;
  const name = spec.collection('').split('/').at(-1)!;
  return [
    {
      name: sentence(`get ${spec.what}`),
      by,
      given,
      does: (firestore, groupId) => getDoc(doc(firestore, path(groupId, 'other'))),
      outcome,
    },
    {
      name: sentence(`list ${name}`),
      by,
      given,
      does: (firestore, groupId) => getDocs(collection(firestore, spec.collection(groupId))),
      outcome,
    },
    {
      name: sentence(`count ${name}`),
      by,
      given,
      does: (firestore, groupId) =>
        getCountFromServer(collection(firestore, spec.collection(groupId))),
      outcome,
    },
    denied({
      name: `${asker.who} may not list ${name} across groups`,
      by,
      given,
      does: (firestore) => getDocs(collectionGroup(firestore, name)),
    }),
  ];
}

function creating(spec: ContentSpec, asker: Asker): PolicyCase[] {
  const { by, given, path } = sceneOf(spec, asker);
  const create =
    (authorId: string): PolicyCase['does'] =>
    (firestore, groupId) =>
      setDoc(doc(firestore, path(groupId, 'new')), spec.created(authorId));
  const isAllowed = isJoinedAsker(asker);
  return [
    {
      name: `${asker.who} ${say(isAllowed)} create ${spec.what} as themselves`,
      by,
      given,
      does: create(asker.by),
      outcome: decided(isAllowed),
    },
    denied({
      name: `${asker.who} may not create ${spec.what} as another`,
      by,
      given,
      does: create(FOUNDER),
    }),
  ];
}

function changing(spec: ContentSpec, asker: Asker, isAuthor: boolean): PolicyCase[] {
  const { by, given, path } = sceneOf(spec, asker);
  const whose = isAuthor ? 'of their own' : "of another's";
  const id = isAuthor ? 'mine' : 'other';
  const mayDelete = isJoinedAsker(asker) && (isAuthor || isAdminAsker(asker));
  const updates = Object.entries(spec.operations).map(([operation, { change, who }]) => {
    const isAllowed = who(asker, isAuthor);
    return {
      name: `${asker.who} ${say(isAllowed)} ${operation} ${spec.what} ${whose}`,
      by,
      given,
      does: (firestore, groupId) => updateDoc(doc(firestore, path(groupId, id)), change),
      outcome: decided(isAllowed),
    } satisfies PolicyCase;
  });
  return [
    ...updates,
    {
      name: `${asker.who} ${say(mayDelete)} delete ${spec.what} ${whose}`,
      by,
      given,
      does: (firestore, groupId) => deleteDoc(doc(firestore, path(groupId, id))),
      outcome: decided(mayDelete),
    },
  ];
}
