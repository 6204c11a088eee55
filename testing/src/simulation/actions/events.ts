/** Events and votes. */
import {
  cancelEvent as cancellation,
  castVote,
  createEvent as creation,
  remove,
  updateEvent,
  type ClientWrite,
} from '../../fixtures/clientWrites.ts';
import { joinedOf, adminsOf, type Found, type World } from '../world.ts';
import type { Action, Actions } from './action.ts';

const DAY = 24 * 60 * 60 * 1000;
const someDay = (days: number) => new Date(Date.now() + (days + 2) * DAY);
const isCancelled = ({ data }: Found) => Boolean(data['cancelledAt']);

export const createEvent: Actions = (world, chance, newId) => {
  const id = newId();
  const eventTime = someDay(chance.below(100));
  return [...world.members.keys()].flatMap((groupId) => {
    const path = `groups/${groupId}/events/${id}`;
    return joinedOf(world, groupId).map((actor) => ({
      actor,
      what: `creates ${path}`,
      writes: [creation(path, actor, eventTime)],
    }));
  });
};

export const moveEvent: Actions = (world, chance) => {
  const eventTime = someDay(chance.below(100));
  return byManagers(world, 'moves', openEvents(world), (path) => updateEvent(path, { eventTime }));
};

export const cancelEvent: Actions = (world) =>
  byManagers(world, 'cancels', openEvents(world), cancellation);

export const deleteEvent: Actions = (world) => byManagers(world, 'deletes', world.events, remove);

export const vote: Actions = (world, chance) => {
  const choice = chance.pick(['going', 'going', 'not_going'] as const);
  return openEvents(world).flatMap(({ path, owner }) =>
    joinedOf(world, owner).map((actor) => ({
      actor,
      what: `votes ${choice} on ${path}`,
      writes: [castVote(`${path}/votes/${actor}`, actor, choice)],
    })),
  );
};

export const withdrawVote: Actions = (world) => {
  const open = openEvents(world).map(({ path }) => `${path}/votes/`);
  return world.votes
    .filter(({ path, id, owner }) => {
      return open.includes(path.slice(0, -id.length)) && joinedOf(world, owner).includes(id);
    })
    .map(({ path, id }) => ({ actor: id, what: `withdraws ${path}`, writes: [remove(path)] }));
};

const openEvents = ({ events }: World) => events.filter((event) => !isCancelled(event));

/** By the event's creator and the admins, if they are joined. */
function byManagers(
  world: World,
  what: string,
  events: Found[],
  write: (path: string) => ClientWrite,
): Action[] {
  return events.flatMap(({ path, owner, data }) => {
    const joined = joinedOf(world, owner);
    const managers = new Set([data['creatorId'] as string, ...adminsOf(world, owner)]);
    return [...managers]
      .filter((actor) => joined.includes(actor))
      .map((actor) => ({ actor, what: `${what} ${path}`, writes: [write(path)] }));
  });
}
