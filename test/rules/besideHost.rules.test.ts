/**
 * A project with rules of its own adds the rules of firegroups, with a prefix, as another block. The answers to random requests for
 * other collections stay the same.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  limit,
  query,
  setDoc,
  updateDoc,
  where,
  type Firestore,
} from 'firebase/firestore';
import { ROOT } from '../../testing/src/cli/root.ts';
import { SIGNED_OUT } from '../../testing/src/rules/policyCase.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';
import { verdictOf } from '../../testing/src/rules/verdict.ts';
import { randomOf, type Random } from '../../testing/src/simulation/random.ts';

const REQUESTS = 1000;

/** The rules of a project whose collections and helper function have the same names as ours. */
const HOST = `
  match /databases/{database}/documents {
    function isUser(uid) { return request.auth != null && request.auth.uid == uid; }
    match /users/{uid} {
      allow read: if request.auth != null;
      allow write: if isUser(uid);
      match /posts/{postId} { allow read, write: if isUser(uid); }
    }
    match /groups/{groupId} {
      allow read: if resource == null || resource.data.open == true;
      allow create: if isUser(request.resource.data.owner);
      allow update, delete: if isUser(resource.data.owner);
      match /members/{uid} { allow read, write: if isUser(uid) || groupId == 'open'; }
    }
    match /polls/{pollId}/votes/{uid} { allow read, write: if isUser(uid); }
    match /{path=**}/members/{uid} { allow list: if isUser(resource.data.userId); }
  }
`;
const rulesOf = (...blocks: string[]) =>
  `rules_version = '2';\nservice cloud.firestore {\n${blocks.join('\n')}\n}\n`;

let alone: RulesSandbox, beside: RulesSandbox;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'firegroups-rules-'));
  const generate = [
    'tools/run.mjs',
    'tools/src/generate/main.ts',
    '--prefix',
    'fg_',
    '--out',
    folder,
  ];
  execFileSync(process.execPath, generate, { cwd: ROOT });
  const ours = readFileSync(join(folder, 'firestore.rules'), 'utf8');
  rmSync(folder, { recursive: true });
  const block = /service cloud\.firestore \{(.*)\}/s.exec(ours)![1]!;
  alone = await openSandbox('host-alone', rulesOf(HOST));
  beside = await openSandbox('host-beside', rulesOf(HOST, block));
});

afterAll(async () => {
  await alone.close();
  await beside.close();
});

type Request = (firestore: Firestore) => Promise<unknown>;

const USERS = [SIGNED_OUT, 'ann', 'bob'];
const FIELDS = [
  { owner: 'ann', open: true },
  { owner: 'bob', open: false },
  { userId: 'ann', role: 'creator', status: 'joined' },
  { visibility: 'public', displayName: 'Ann' },
];

function pathOf(random: Random): string {
  const id = () => random.pick(['ann', 'bob', 'open', 'chess']);
  const top = `${random.pick(['users', 'groups', 'polls', 'projects'])}/${id()}`;
  return random.oneIn(2)
    ? top
    : `${top}/${random.pick(['members', 'votes', 'posts', 'messages', 'private'])}/${id()}`;
}

function requestOf(random: Random): [name: string, request: Request] {
  const path = pathOf(random);
  const parent = path.slice(0, path.lastIndexOf('/'));
  const fields = random.pick(FIELDS);
  const requests: [string, Request][] = [
    [`get ${path}`, (firestore) => getDoc(doc(firestore, path))],
    [`list ${parent}`, (firestore) => getDocs(query(collection(firestore, parent), limit(5)))],
    [
      'list all members',
      (firestore) =>
        getDocs(query(collectionGroup(firestore, 'members'), where('userId', '==', 'ann'))),
    ],
    [`set ${path}`, (firestore) => setDoc(doc(firestore, path), fields)],
    [`update ${path}`, (firestore) => updateDoc(doc(firestore, path), { open: true })],
    [`delete ${path}`, (firestore) => deleteDoc(doc(firestore, path))],
  ];
  return random.pick(requests);
}

test(`${REQUESTS} random requests for collections without the prefix have the same answers as before`, async () => {
  const random = randomOf(1, 'host');
  const outcomes = new Map<string, number>();
  for (let i = 0; i < REQUESTS; i++) {
    const user = random.pick(USERS);
    const [name, request] = requestOf(random);
    const answer = async (sandbox: RulesSandbox) => {
      try {
        return (await verdictOf(request(sandbox.as(user)))).outcome;
      } catch (error) {
        return (error as { code?: string }).code; // For example an update of a missing document.
      }
    };
    const before = await answer(alone);
    expect({ user, name, answer: await answer(beside) }).toEqual({ user, name, answer: before });
    outcomes.set(before!, (outcomes.get(before!) ?? 0) + 1);
  }
  // If almost all requests had one outcome, equal answers would prove little.
  expect(outcomes.get('allowed')).toBeGreaterThan(REQUESTS / 10);
  expect(outcomes.get('denied')).toBeGreaterThan(REQUESTS / 10);
}, 120_000);
