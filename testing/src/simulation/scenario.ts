/** A seed that a test scripts: a group with members, a post and an event, and what follows from an action. */
import { setTimeout as wait } from 'node:timers/promises';
import { devicePath, isJoined } from '@firegroups/model';
import { Timestamp, getFirestore, type DocumentData } from 'firebase-admin/firestore';
import {
  storedComment,
  storedDevice,
  storedEvent,
  storedPost,
  storedVote,
} from '../fixtures/content.ts';
import { deviceIdOf } from '../fixtures/deviceId.ts';
import { storedGroup, storedMember, storedUser } from '../fixtures/documents.ts';
import { MEMBERSHIP_STATES, type MembershipState } from '../fixtures/membershipStates.ts';
import { newClock, waitFor, waitUntil, withClock } from '../harness/clock.ts';
import { prefixOf, type Delivery, type Environment, type SeedRecord } from './environment.ts';
import { docAt } from '../../../functions/src/firestore/store.ts';

export class Scenario {
  readonly environment: Environment;
  readonly seed: number;
  readonly #clock = newClock();

  constructor(environment: Environment, seed: number) {
    this.environment = environment;
    this.seed = seed;
  }

  id(name: string): string {
    return `${prefixOf(this.seed)}${name}`;
  }

  get record(): SeedRecord {
    return this.environment.recordOf(this.seed);
  }

  /** A path below the group. */
  path(below: string): string {
    return `groups/${this.id('g')}/${below}`;
  }

  memberPath(name: string): string {
    return this.path(`members/${this.id(name)}`);
  }

  doc(path: string) {
    return docAt(path);
  }

  get group(): DocumentData | undefined {
    return this.record.history.get(`groups/${this.id('g')}`);
  }

  /** The paths of the current notifications of a type. */
  notifications(type: string): string[] {
    const { history } = this.record;
    return history.present(new RegExp(`/notifications/${type}_`)).map(({ path }) => path);
  }

  /**
   * Stores a group with these users, a post by Mia with a comment, and an event by Cleo with two votes. Drops their
   * events.
   */
  async seedData(users: Record<string, MembershipState>): Promise<void> {
    const batch = getFirestore().batch();
    const put = (path: string, data: object) => batch.set(this.doc(path), data as DocumentData);
    const memberCount = Object.values(users).filter((state) =>
      isJoined(MEMBERSHIP_STATES[state]),
    ).length;
    const group = storedGroup(this.id('cleo'));
    put(`groups/${this.id('g')}`, { ...group, titleSearch: 'chess club', memberCount });
    for (const [name, state] of Object.entries(users)) {
      const uid = this.id(name);
      put(`users/${uid}`, { ...storedUser(name), displayNameSearch: name });
      if (isJoined(MEMBERSHIP_STATES[state])) {
        const token = `${uid} phone`;
        put(devicePath(deviceIdOf(token)), storedDevice(uid, token));
      }
      if (state !== 'none') put(this.memberPath(name), this.member(name, state));
    }
    put(this.path('posts/p'), { ...storedPost(this.id('mia')), commentCount: 1 });
    put(this.path('posts/p/comments/c'), storedComment(this.id('cleo')));
    put(this.path('events/e'), { ...this.event(), goingCount: 1, notGoingCount: 1 });
    put(this.path(`events/e/votes/${this.id('mia')}`), this.vote('mia', 'going'));
    put(this.path(`events/e/votes/${this.id('ada')}`), this.vote('ada', 'not_going'));
    await batch.commit();
    await this.takeEvents();
  }

  event() {
    return storedEvent(this.id('cleo'));
  }

  vote(name: string, vote: 'going' | 'not_going') {
    return storedVote(this.id(name), vote);
  }

  member(name: string, state: Exclude<MembershipState, 'none'>) {
    const membership = MEMBERSHIP_STATES[state];
    const invitedBy = membership.invitedBy && this.id('mia');
    return storedMember(this.id('g'), this.id(name), { ...membership, invitedBy });
  }

  /** The scenario's time, in milliseconds since 1970. */
  now(): number {
    return this.inOwnTime(() => Date.now());
  }

  /** Puts the scenario's clock forward. */
  waitFor(milliseconds: number): void {
    this.inOwnTime(() => {
      waitFor(milliseconds);
    });
  }

  /** Runs something by the scenario's clock. */
  inOwnTime<T>(run: () => T): T {
    return withClock(this.#clock, run);
  }

  /** Takes the events of everything that was written. */
  async takeEvents(): Promise<Delivery[]> {
    const events = await this.environment.takeEvents(this.seed);
    return events.map((event) => ({ ...event, deliver: () => this.inOwnTime(event.deliver) }));
  }

  /**
   * Delivers all events and tasks, and everything that follows from them, until nothing is pending. `how` delivers one;
   * by default once.
   */
  async settle(how = ({ deliver }: Delivery): Promise<void> => deliver()): Promise<void> {
    await this.inOwnTime(async () => {
      for (;;) {
        const deliveries = [
          ...(await this.takeEvents()),
          ...this.environment.takeDueTasks(this.seed),
        ];
        for (const delivery of deliveries) await retryUntilDone(() => how(delivery));
        if (deliveries.length > 0) continue;
        const next = this.environment.nextTaskAt(this.seed);
        if (!next) return;
        waitUntil(next);
      }
    });
  }

  /** The stored documents and the pushes, without what differs between two runs of the same scenario. */
  outcome(): { documents: Record<string, unknown>; pushes: string[] } {
    const plain = (text: string) =>
      text.replaceAll(prefixOf(this.seed), '').replace(/\d{9,}_\d+/g, 'then');
    const documents = this.record.history.present(/./).map(({ path, data }) => {
      const untimed = Object.entries(data).map(([field, value]: [string, unknown]) => [
        field,
        value instanceof Timestamp ? 'a time' : value,
      ]);
      // A hash differs from run to run, like what it is made of.
      const named = path.replace(/[\da-f]{64}/, String(data['token'] ?? data['notificationId']));
      return [plain(named), plain(JSON.stringify(Object.fromEntries(untimed)))];
    });
    const pushes = this.record.pushes.map((push) => plain(`${push.notificationId} ${push.token}`));
    return {
      documents: Object.fromEntries(documents) as Record<string, unknown>,
      pushes: [...new Set(pushes)].sort(),
    };
  }
}

/** Runs something again if it fails because of contention, as the platform does. */
export async function retryUntilDone(run: () => Promise<unknown>, attempts = 5): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (attempts === 1) throw error;
    await wait(200);
    await retryUntilDone(run, attempts - 1);
  }
}
