/** Events and votes. */
import {
  cancelEvent as cancellation,
  castVote,
  createEvent as creation,
  remove,
  updateEvent,
  type ClientWrite,
} from '../../fixtures/clientWrites.ts';
import { joinedOf, adminsOf, type Found, type SeedState } from '../state.ts';
import type { Action, Actions } from './action.ts';

const DAY = 24 * 60 * 60 * 1000;
const someDay = (days: number) => new Date(Date.now() + (days + 2) * DAY);
const isCancelled = ({ data }: Found) => Boolean(data['cancelledAt']);

export const createEvent: Actions = (state, random, newId) => {
  const id = newId();
  const eventTime = someDay(random.below(100));
  return [...state.members.keys()].flatMap((groupId) => {
    const path = `groups/${groupId}/events/${id}`;
    return joinedOf(state, groupId).map((actor) => ({
      actor,
      what: `creates ${path}`,
      writes: [creation(path, actor, eventTime)],
    }));
  });
};

export const moveEvent: Actions = (state, random) => {
  const eventTime = someDay(random.below(100));
  return byManagers(state, 'moves', openEvents(state), (path, actor) =>
    updateEvent(path, actor, { eventTime }),
  );
};

export const cancelEvent: Actions = (state) =>
  byManagers(state, 'cancels', openEvents(state), cancellation);

export const deleteEvent: Actions = (state) => byManagers(state, 'deletes', state.events, remove);

export const vote: Actions = (state, random) => {
  const choice = random.pick(['going', 'going', 'not_going'] as const);
  return openEvents(state).flatMap(({ path, owner }) =>
    joinedOf(state, owner).map((actor) => ({
      actor,
      what: `votes ${choice} on ${path}`,
      writes: [castVote(`${path}/votes/${actor}`, actor, choice)],
    })),
  );
};

export const withdrawVote: Actions = (state) => {
  const open = openEvents(state).map(({ path }) => `${path}/votes/`);
  return state.votes
    .filter(({ path, id, owner }) => {
      return open.includes(path.slice(0, -id.length)) && joinedOf(state, owner).includes(id);
    })
    .map(({ path, id }) => ({ actor: id, what: `withdraws ${path}`, writes: [remove(path)] }));
};

const openEvents = ({ events }: SeedState) => events.filter((event) => !isCancelled(event));

/** By the event's creator and the admins, if they are joined. */
function byManagers(
  state: SeedState,
  what: string,
  events: Found[],
  write: (path: string, actor: string) => ClientWrite,
): Action[] {
  return events.flatMap(({ path, owner, data }) => {
    const joined = joinedOf(state, owner);
    const managers = new Set([data['creatorId'] as string, ...adminsOf(state, owner)]);
    return [...managers]
      .filter((actor) => joined.includes(actor))
      .map((actor) => ({ actor, what: `${what} ${path}`, writes: [write(path, actor)] }));
  });
}
