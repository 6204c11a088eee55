/** What a refused write has to do with the user's count of limited actions, and with a cooldown. */
import type { FirebaseError } from 'firebase/app';
import type { DocumentReference, Timestamp } from 'firebase/firestore';
import type { Cooldown, Limit, LimitedAction } from '@firegroups/model';
import { cooldownMinutes } from '@firegroups/model/limits';
import type { Count, Diagnosis } from './diagnosis.ts';
import { readVisible } from './readVisible.ts';

/** How often the client's view of a count may turn out to be out of date. Each time, another write of the user was faster. */
const MAX_TRIES = 3;

/**
 * Tries a refused write again while the client's view of its count was out of date. Returns null if that succeeds, `too-many` if
 * the count is at the limit, and undefined if the count is not the reason.
 */
export async function resolveCount({
  action,
  bound: { most, hours },
  limit,
  known,
  send,
}: Count): Promise<Diagnosis | null | undefined> {
  const readLimit = () => readVisible(limit as DocumentReference<Limit<Timestamp>>);
  const goesOn = (count?: number) => count! < most;
  // Unless the known count was at the limit, one more try even if the stored count is the same: it may have been another one.
  let view = known! >= most ? known : null;
  let stored = await readLimit();
  for (let i = 0; i < MAX_TRIES && stored?.count !== view; i++) {
    view = stored?.count;
    try {
      await send(view);
      return null;
    } catch (error) {
      const { code } = error as Partial<FirebaseError>;
      if (code !== 'permission-denied' && code !== 'not-found') throw error;
    }
    stored = await readLimit();
  }
  if (!stored || goesOn(stored.count)) return undefined;
  const within = hours === 1 ? 'an hour' : `${hours} hours`;
  return tooMany(
    `You have reached the limit of ${most} ${NAMES[action]} in ${within}.`,
    new Date(stored.since.toMillis() + hours * 3_600_000),
  );
}

const NAMES: Record<LimitedAction, string> = {
  groups: 'new groups',
  invites: 'invites',
  requests: 'requests to join or open groups joined',
  events: 'new events',
  comments: "comments on other users' walls",
};

/** The diagnosis if a cooldown is the reason; undefined if the cooldown is for the other action. */
export function diagnoseCooldown(
  cooldown: Cooldown<Timestamp> | null | undefined,
  action: LimitedAction,
): Diagnosis | undefined {
  const [until, ended] =
    action === 'invites'
      ? [cooldown?.invitesUntil, 'An invite']
      : [cooldown?.requestsUntil, 'A request'];
  return (
    until &&
    tooMany(`${ended} of this user ended less than ${cooldownMinutes} minutes ago.`, until.toDate())
  );
}

const tooMany = (why: string, retryAt: Date): Diagnosis => ({
  reason: 'too-many',
  message: `${why} Try again at ${retryAt.toISOString()}.`,
  retryAt,
});
