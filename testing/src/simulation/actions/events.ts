/** Events and votes. */
import {
  deleteDoc,
  doc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type Firestore,
} from 'firebase/firestore';
import { joinedOf, adminsOf, type Found, type World } from '../world.ts';
import type { Action, Actions } from './action.ts';

const DAY = 24 * 60 * 60 * 1000;
const someDay = (days: number) => new Date(Date.now() + (days + 2) * DAY);
const isCancelled = ({ data }: Found) => Boolean(data['cancelledAt']);

export const planEvent: Actions = (world, chance, newId) => {
  const id = newId();
  const eventTime = someDay(chance.below(100));
  return [...world.members.keys()].flatMap((groupId) =>
    joinedOf(world, groupId).map((actor) => ({
      actor,
      what: `plans groups/${groupId}/events/${id}`,
      run: (firestore) =>
        setDoc(doc(firestore, `groups/${groupId}/events/${id}`), {
          creatorId: actor,
          title: 'Match',
          eventTime,
          createdAt: serverTimestamp(),
          updatedAt: serverTimestamp(),
        }),
    })),
  );
};

export const moveEvent: Actions = (world, chance) => {
  const eventTime = someDay(chance.below(100));
  return byPlanners(world, 'moves', false, (firestore, { path }) =>
    updateDoc(doc(firestore, path), { eventTime, updatedAt: serverTimestamp() }),
  );
};

export const cancelEvent: Actions = (world) =>
  byPlanners(world, 'cancels', false, (firestore, { path }) =>
    updateDoc(doc(firestore, path), {
      cancelledAt: serverTimestamp(),
      updatedAt: serverTimestamp(),
    }),
  );

export const deleteEvent: Actions = (world) =>
  byPlanners(world, 'deletes', true, (firestore, { path }) => deleteDoc(doc(firestore, path)));

export const vote: Actions = (world, chance) => {
  const choice = chance.pick(['going', 'going', 'not_going']);
  return openEvents(world).flatMap(({ path, owner }) =>
    joinedOf(world, owner).map((actor) => ({
      actor,
      what: `votes ${choice} on ${path}`,
      run: (firestore) =>
        setDoc(doc(firestore, `${path}/votes/${actor}`), {
          userId: actor,
          vote: choice,
          updatedAt: serverTimestamp(),
        }),
    })),
  );
};

export const withdrawVote: Actions = (world) => {
  const open = openEvents(world).map(({ path }) => `${path}/votes/`);
  return world.votes
    .filter(({ path, id, owner }) => {
      return open.includes(path.slice(0, -id.length)) && joinedOf(world, owner).includes(id);
    })
    .map(({ path, id }) => ({
      actor: id,
      what: `withdraws ${path}`,
      run: (firestore) => deleteDoc(doc(firestore, path)),
    }));
};

const openEvents = ({ events }: World) => events.filter((event) => !isCancelled(event));

function byPlanners(
  world: World,
  what: string,
  alsoCancelled: boolean,
  run: (firestore: Firestore, event: Found) => Promise<unknown>,
): Action[] {
  return (alsoCancelled ? world.events : openEvents(world)).flatMap((event) => {
    const joined = joinedOf(world, event.owner);
    const may = new Set([event.data['creatorId'] as string, ...adminsOf(world, event.owner)]);
    return [...may]
      .filter((actor) => joined.includes(actor))
      .map((actor) => ({
        actor,
        what: `${what} ${event.path}`,
        run: (firestore: Firestore) => run(firestore, event),
      }));
  });
}
