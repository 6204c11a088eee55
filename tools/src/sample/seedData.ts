/**
 * Creates the sample data with real SDK clients, one per person, under the security rules, while the functions react. Only the
 * times in the past are set by the Admin SDK.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { groupPath, memberPath } from '@firegroups/model';
import { getDocFromServer, type DocumentReference } from 'firebase/firestore';
import {
  acceptInvite,
  createGroup,
  groupRef,
  inviteUser,
  pinPost,
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
  type SampleContext,
} from './content.ts';
import { openBackdater } from './backdate.ts';
import { beyondLimits } from './beyondLimits.ts';
import { SAMPLE_PASSWORD, type SampleGroup, type SamplePlan } from './plan.ts';

const DAY = 24 * 60 * 60 * 1000;

/** In milliseconds. The first start of a function takes some seconds, and many more on a busy machine. */
const COUNT_TIMEOUT = 120_000;

/**
 * Creates everything in the plan. Resolves when the functions have counted the members of each group; the other counts follow
 * within seconds.
 *
 * @throws CliError if the functions have not counted a group's members after `timeout` milliseconds.
 */
export async function seedData(
  plan: SamplePlan,
  hosts: EmulatorHosts,
  timeout = COUNT_TIMEOUT,
): Promise<void> {
  const progress = showProgress('Sample data', countWrites(plan));
  const people: Person[] = [];
  for (const { name, email, bio } of plan.people) {
    const person = await registerPerson(hosts, { name, email, password: SAMPLE_PASSWORD });
    await saveProfile(person.fg, { displayName: name, bio });
    people.push(person);
    progress.add();
  }
  const context = { people, backdater: openBackdater(hosts), progress };
  await Promise.all([
    ...plan.groups.map((group) => createSampleGroup(group, context, timeout)),
    ...plan.walls.map(({ owner, posts }) =>
      createPosts({ userId: people[owner]!.uid }, posts, context),
    ),
  ]);
  await context.backdater.close();
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
  timeout: number,
): Promise<void> {
  const { people, backdater, progress } = context;
  const { title, description, visibility, joinPolicy, invitePolicy } = group;
  const creator = people[group.creator]!;
  const fields = { title, description, visibility, joinPolicy, invitePolicy };
  const invite = (person: number) =>
    beyondLimits(backdater, creator, 'invites', () =>
      inviteUser(creator.fg, groupId, people[person]!.uid),
    );
  const groupId = await beyondLimits(backdater, creator, 'groups', () =>
    createGroup(creator.fg, fields),
  );
  progress.add();
  for (const member of group.members) {
    await invite(member);
    await acceptInvite(people[member]!.fg, groupId);
    progress.add();
  }
  for (const person of group.waiting) {
    const { fg } = people[person]!;
    await beyondLimits(backdater, people[person]!, 'requests', () => requestToJoin(fg, groupId));
    progress.add();
  }
  for (const person of group.invited) {
    await invite(person);
    progress.add();
  }
  await Promise.all([
    createChat(groupId, group, context),
    createGroupPosts(creator, groupId, group, context),
    createEvents(groupId, group, context),
    untilCounted(groupRef(creator.fg, groupId), group.members.length + 1, timeout),
  ]);
  const oldest = Math.max(...[...group.messages, ...group.posts].map(({ age }) => age));
  backdater.setTimes(groupPath(groupId), { createdAt: oldest + DAY });
  // What was sent before a member joined is not unread.
  for (const member of [group.creator, ...group.members])
    backdater.setTimes(memberPath(groupId, people[member]!.uid), { joinedAt: oldest + DAY });
}

/** Creates a group's posts and pins the first one. */
async function createGroupPosts(
  creator: Person,
  groupId: string,
  { posts }: SampleGroup,
  context: SampleContext,
): Promise<void> {
  const firstId = await createPosts({ groupId }, posts, context);
  if (firstId !== undefined) await pinPost(creator.fg, { groupId }, firstId, true);
}

/** Polls, because the emulator sometimes does not notify a listener of a commit. */
async function untilCounted(
  group: DocumentReference<Group>,
  members: number,
  timeout: number,
): Promise<void> {
  const deadline = Date.now() + timeout;
  while ((await getDocFromServer(group)).data()?.memberCount !== members) {
    if (Date.now() > deadline)
      throw new CliError(
        `The functions have not counted a group’s members within ${timeout / 1000} s. See their output in ${EMULATORS_LOG}.`,
      );
    await wait(250);
  }
}
