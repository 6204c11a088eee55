/**
 * Creates the sample data by real SDK clients, one a person, under the rules and with the functions reacting. Only the
 * past is set by the Admin SDK afterwards: the rules know no time but now.
 */
import {
  deleteApp as deleteAdminApp,
  initializeApp as initializeAdminApp,
} from 'firebase-admin/app';
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import { groupPath, messagePath } from '@firegroups/model';
import {
  acceptInvite,
  createGroup,
  groupRef,
  inviteUser,
  requestToJoin,
  saveProfile,
  sendMessage,
} from 'firegroups';
import { registerPerson, type EmulatorHosts, type Person } from '../clients/client.ts';
import { untilDocument } from '../clients/listening.ts';
import { showProgress, type Progress } from '../progress.ts';
import { SAMPLE_PASSWORD, type SampleGroup, type SamplePlan } from './plan.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Creates everything that the plan names; resolves when the functions have caught up with it. */
export async function createSample(plan: SamplePlan, hosts: EmulatorHosts): Promise<void> {
  const writes = plan.groups.map(
    ({ members, waiting, invited, messages }) =>
      1 + members.length + waiting.length + invited.length + messages.length,
  );
  const total = plan.people.length + writes.reduce((sum, count) => sum + count, 0);
  const progress = showProgress('Sample data', total);
  const people: Person[] = [];
  for (const { name, email, bio } of plan.people) {
    const person = await registerPerson(hosts, { name, email, password: SAMPLE_PASSWORD });
    await saveProfile(person.fg, { displayName: name, bio });
    people.push(person);
    progress.add();
  }
  await Promise.all(plan.groups.map((group) => createSampleGroup(group, people, hosts, progress)));
  await Promise.all(people.map((person) => person.close()));
  progress.end();
}

async function createSampleGroup(
  group: SampleGroup,
  people: readonly Person[],
  hosts: EmulatorHosts,
  progress: Progress,
): Promise<void> {
  const { creator, members, waiting, invited, messages, ...fields } = group;
  const founder = people[creator]!;
  const groupId = await createGroup(founder.fg, fields);
  progress.add();
  for (const member of members) {
    await inviteUser(founder.fg, groupId, people[member]!.uid);
    await acceptInvite(people[member]!.fg, groupId);
    progress.add();
  }
  for (const person of waiting) {
    await requestToJoin(people[person]!.fg, groupId);
    progress.add();
  }
  for (const person of invited) {
    await inviteUser(founder.fg, groupId, people[person]!.uid);
    progress.add();
  }
  const sent: { id: string; age: number }[] = [];
  for (const { author, text, age } of messages) {
    const message = sendMessage(people[author]!.fg, groupId, { text });
    await message.sent;
    sent.push({ id: message.id, age });
    progress.add();
  }
  await untilDocument(
    groupRef(founder.fg, groupId),
    (stored) => stored?.memberCount === members.length + 1,
  );
  await moveToThePast(groupId, sent, hosts);
}

async function moveToThePast(
  groupId: string,
  messages: readonly { id: string; age: number }[],
  hosts: EmulatorHosts,
): Promise<void> {
  const app = initializeAdminApp({ projectId: hosts.projectId }, `past-of-${groupId}`);
  const firestore = getFirestore(app);
  const batch = firestore.batch();
  const now = Date.now();
  const at = (age: number) => Timestamp.fromMillis(now - age);
  for (const { id, age } of messages) {
    batch.update(firestore.doc(messagePath(groupId, id)), { createdAt: at(age) });
  }
  const oldest = Math.max(...messages.map(({ age }) => age));
  batch.update(firestore.doc(groupPath(groupId)), { createdAt: at(oldest + DAY) });
  await batch.commit();
  await firestore.terminate();
  await deleteAdminApp(app);
}
