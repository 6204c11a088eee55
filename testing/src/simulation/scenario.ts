/** A small world of a seed's own, for tests: a group with people, a post and an event, at rest, and what comes of a deed. */
import { setTimeout as wait } from 'node:timers/promises';
import { isJoined } from '@firegroups/model';
import { Timestamp, getFirestore, type DocumentData } from 'firebase-admin/firestore';
import { deliver } from '../harness/capturedEvents.ts';
import { runTask } from '../harness/runTask.ts';
import { storedGroup, storedMember, storedUser } from '../fixtures/documents.ts';
import { MEMBERSHIP_STATES, type MembershipState } from '../fixtures/membershipStates.ts';
import { markOf, type Belongings, type Environment } from './environment.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Something that waits to be handed over: an event, or a task whose time has come. */
export interface Delivery {
  /** The function's name. */
  to: string;
  deliver: () => Promise<void>;
}

export class Scene {
  readonly stage: Environment;
  readonly seed: number;

  constructor(stage: Environment, seed: number) {
    this.stage = stage;
    this.seed = seed;
  }

  id(name: string): string {
    return `${markOf(this.seed)}${name}`;
  }

  get own(): Belongings {
    return this.stage.of(this.seed);
  }

  /** A path below the group. */
  in(path: string): string {
    return `groups/${this.id('g')}/${path}`;
  }

  doc(path: string) {
    return getFirestore().doc(path);
  }

  /** Puts a group with these people, a post of Mia's with a comment and an event of Cleo's with two votes, at rest. */
  async set(people: Record<string, MembershipState>): Promise<void> {
    const batch = getFirestore().batch();
    const put = (path: string, data: DocumentData) => batch.set(this.doc(path), data);
    const now = Timestamp.now();
    const times = { createdAt: now, updatedAt: now };
    const members = Object.entries(people).filter(([, standing]) => standing !== 'none');
    const memberCount = members.filter(([, standing]) =>
      isJoined(MEMBERSHIP_STATES[standing]),
    ).length;
    const group = storedGroup(this.id('cleo'));
    put(`groups/${this.id('g')}`, { ...group, titleSearch: 'chess club', memberCount });
    for (const [name, standing] of Object.entries(people)) {
      const uid = this.id(name);
      put(`users/${uid}`, { ...storedUser(name), displayNameSearch: name });
      const membership = MEMBERSHIP_STATES[standing];
      if (isJoined(membership)) {
        const device = { token: `${uid}/devices/phone`, platform: 'ios', updatedAt: now };
        put(`users/${uid}/devices/phone`, device);
      }
      if (!membership) continue;
      const invitedBy = membership.invitedBy && this.id('mia');
      const stored = storedMember(this.id('g'), uid, { ...membership, invitedBy });
      put(this.in(`members/${uid}`), stored);
    }
    const content = { authorId: this.id('mia'), content: 'Look', ...times };
    put(this.in('posts/p'), { ...content, commentCount: 1 });
    put(this.in('posts/p/comments/c'), { ...content, authorId: this.id('cleo') });
    put(this.in('events/e'), { ...this.event(), goingCount: 1, notGoingCount: 1 });
    put(this.in(`events/e/votes/${this.id('mia')}`), this.vote('mia', 'going'));
    put(this.in(`events/e/votes/${this.id('ada')}`), this.vote('ada', 'not_going'));
    await batch.commit();
    await this.events();
  }

  event(): DocumentData {
    const now = Timestamp.now();
    const eventTime = Timestamp.fromMillis(Date.now() + DAY);
    const creatorId = this.id('cleo');
    return { creatorId, title: 'Match', eventTime, createdAt: now, updatedAt: now };
  }

  vote(name: string, vote: string): DocumentData {
    return { userId: this.id(name), vote, updatedAt: Timestamp.now() };
  }

  member(name: string, standing: MembershipState): DocumentData {
    return storedMember(this.id('g'), this.id(name), MEMBERSHIP_STATES[standing]!);
  }

  /** Takes the events of all that was written. */
  async events(): Promise<Delivery[]> {
    await this.stage.refresh();
    return this.own.arrived.splice(0).map((event) => ({
      to: event.functionName,
      deliver: () => deliver(this.stage.functions, event),
    }));
  }

  /** Takes the tasks whose time has come. */
  tasks(): Delivery[] {
    const due = this.stage
      .tasksOf(this.seed)
      .filter(({ scheduledAt }) => +scheduledAt <= Date.now());
    return due.map((task) => {
      this.stage.take(task);
      let run = 0;
      const deliver = () =>
        this.stage.asTask(task, run++, () => runTask(this.stage.functions, task));
      return { to: task.queue, deliver };
    });
  }

  /** Hands over all that waits, and what comes of it, until nothing is left; `how` does it where that matters. */
  async rest(how = ({ deliver }: Delivery): Promise<void> => deliver()): Promise<void> {
    for (;;) {
      const deliveries = [...(await this.events()), ...this.tasks()];
      for (const delivery of deliveries) await untilDone(() => how(delivery));
      if (deliveries.length > 0) continue;
      const [next] = this.stage.tasksOf(this.seed);
      if (!next) return;
      await wait(Math.max(0, +next.scheduledAt - Date.now()));
    }
  }

  /** All that is stored and all that was pushed, without what differs from one such scene to the next. */
  left(): { documents: Record<string, unknown>; pushed: string[] } {
    const plain = (text: string) =>
      text.replaceAll(markOf(this.seed), '').replace(/\d{9,}_\d+/g, 'then');
    const documents = this.own.history.present(/./).map(({ path, data }) => {
      const untimed = Object.entries(data).map(([field, value]: [string, unknown]) => [
        field,
        value instanceof Timestamp ? 'a time' : value,
      ]);
      return [plain(path), plain(JSON.stringify(Object.fromEntries(untimed)))];
    });
    const pushed = this.own.pushes.map((push) => plain(`${push.notificationId} ${push.token}`));
    return {
      documents: Object.fromEntries(documents) as Record<string, unknown>,
      pushed: [...new Set(pushed)].sort(),
    };
  }
}

/** Tries again what fails because others were in the way, as the platform does. */
export async function untilDone(run: () => Promise<unknown>, attempts = 5): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (attempts === 1) throw error;
    await wait(200);
    await untilDone(run, attempts - 1);
  }
}
