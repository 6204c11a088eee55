/**
 * Creates the sample data by real SDK clients, one a person, under the rules and with the functions reacting. Only the
 * past is set by the Admin SDK afterwards: the rules know no time but now.
 */
import { groupPath } from '@firegroups/model';
import {
  acceptInvite,
  createGroup,
  groupRef,
  inviteUser,
  requestToJoin,
  saveProfile,
} from 'firegroups';
import { registerPerson, type EmulatorHosts, type Person } from '../clients/client.ts';
import { untilDocument } from '../clients/listening.ts';
import { showProgress } from '../progress.ts';
import {
  countContent,
  countPosts,
  createChat,
  createEvents,
  createPosts,
  createWall,
  type Workshop,
} from './content.ts';
import { openPast } from './past.ts';
import { SAMPLE_PASSWORD, type SampleGroup, type SamplePlan } from './plan.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Creates everything that the plan names; resolves when its members are counted. The other counts follow in seconds. */
export async function createSample(plan: SamplePlan, hosts: EmulatorHosts): Promise<void> {
  const progress = showProgress('Sample data', countWrites(plan));
  const people: Person[] = [];
  for (const { name, email, bio } of plan.people) {
    const person = await registerPerson(hosts, { name, email, password: SAMPLE_PASSWORD });
    await saveProfile(person.fg, { displayName: name, bio });
    people.push(person);
    progress.add();
  }
  const workshop = { people, past: openPast(hosts), progress };
  await Promise.all([
    ...plan.groups.map((group) => createSampleGroup(group, workshop)),
    ...plan.walls.map((wall) => createWall(wall, workshop)),
  ]);
  await workshop.past.close();
  await Promise.all(people.map((person) => person.close()));
  progress.end();
}

function countWrites({ people, groups, walls }: SamplePlan): number {
  const counts = [
    people.length,
    ...walls.map(({ posts }) => countPosts(posts)),
    ...groups.map(
      (group) =>
        1 +
        group.members.length +
        group.waiting.length +
        group.invited.length +
        countContent(group),
    ),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}

async function createSampleGroup(group: SampleGroup, workshop: Workshop): Promise<void> {
  const { people, past, progress } = workshop;
  const { title, description, visibility, joinPolicy, invitePolicy } = group;
  const founder = people[group.creator]!;
  const fields = { title, description, visibility, joinPolicy, invitePolicy };
  const groupId = await createGroup(founder.fg, fields);
  progress.add();
  for (const member of group.members) {
    await inviteUser(founder.fg, groupId, people[member]!.uid);
    await acceptInvite(people[member]!.fg, groupId);
    progress.add();
  }
  for (const person of group.waiting) {
    await requestToJoin(people[person]!.fg, groupId);
    progress.add();
  }
  for (const person of group.invited) {
    await inviteUser(founder.fg, groupId, people[person]!.uid);
    progress.add();
  }
  await Promise.all([
    createChat(groupId, group, workshop),
    createPosts(groupId, group, workshop),
    createEvents(groupId, group, workshop),
    untilDocument(
      groupRef(founder.fg, groupId),
      (stored) => stored?.memberCount === group.members.length + 1,
    ),
  ]);
  const oldest = Math.max(...[...group.messages, ...group.posts].map(({ age }) => age));
  past.move(groupPath(groupId), { createdAt: oldest + DAY });
}
