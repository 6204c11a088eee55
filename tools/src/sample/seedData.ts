/**
 * Creates the sample data by real SDK clients, one a person, under the rules and with the functions reacting. Only the
 * past is set by the Admin SDK afterwards: the rules know no time but now.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { groupPath } from '@firegroups/model';
import { getDocFromServer, type DocumentReference } from 'firebase/firestore';
import {
  acceptInvite,
  createGroup,
  groupRef,
  inviteUser,
  requestToJoin,
  saveProfile,
  type Group,
} from 'firegroups';
import {
  registerPerson,
  type EmulatorHosts,
  type Person,
} from '../../../testing/src/clients/client.ts';
import { EMULATORS_LOG } from '../../../testing/src/emulators/emulators.ts';
import { CliError } from '../../../testing/src/cli/cliError.ts';
import { showProgress } from '../../../testing/src/cli/progress.ts';
import {
  countContent,
  countPosts,
  createChat,
  createEvents,
  createPosts,
  createWall,
  type SampleContext,
} from './content.ts';
import { openBackdater } from './backdate.ts';
import { SAMPLE_PASSWORD, type SampleGroup, type SamplePlan } from './plan.ts';

const DAY = 24 * 60 * 60 * 1000;

/** In milliseconds: a function's first start takes some seconds, and many more on a busy machine. */
const PATIENCE = 120_000;

/**
 * Creates everything that the plan names; resolves when its members are counted. The other counts follow in seconds.
 *
 * @throws CliError when the functions have not counted a group's members `patience` milliseconds after they are there.
 */
export async function seedData(
  plan: SamplePlan,
  hosts: EmulatorHosts,
  patience = PATIENCE,
): Promise<void> {
  const progress = showProgress('Sample data', countWrites(plan));
  const people: Person[] = [];
  for (const { name, email, bio } of plan.people) {
    const person = await registerPerson(hosts, { name, email, password: SAMPLE_PASSWORD });
    await saveProfile(person.fg, { displayName: name, bio });
    people.push(person);
    progress.add();
  }
  const context = { people, past: openBackdater(hosts), progress };
  await Promise.all([
    ...plan.groups.map((group) => createSampleGroup(group, context, patience)),
    ...plan.walls.map((wall) => createWall(wall, context)),
  ]);
  await context.past.close();
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

async function createSampleGroup(
  group: SampleGroup,
  context: SampleContext,
  patience: number,
): Promise<void> {
  const { people, past, progress } = context;
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
    createChat(groupId, group, context),
    createPosts(groupId, group, context),
    createEvents(groupId, group, context),
    untilCounted(groupRef(founder.fg, groupId), group.members.length + 1, patience),
  ]);
  const oldest = Math.max(...[...group.messages, ...group.posts].map(({ age }) => age));
  past.move(groupPath(groupId), { createdAt: oldest + DAY });
}

/** Asks rather than listens: the emulator at times does not tell a listener of a commit. */
async function untilCounted(
  group: DocumentReference<Group>,
  members: number,
  patience: number,
): Promise<void> {
  const deadline = Date.now() + patience;
  while ((await getDocFromServer(group)).data()?.memberCount !== members) {
    if (Date.now() > deadline)
      throw new CliError(
        `The functions have not counted a group’s members within ${patience / 1000} s. What they say is in ${EMULATORS_LOG}.`,
      );
    await wait(250);
  }
}
