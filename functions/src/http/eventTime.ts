/** Reads when an event starts. */
import { DateTime } from 'luxon';
import * as z from 'zod';
import * as LIMITS from '@firegroups/model/limits';

const DAY = 24 * 3600 * 1000;

/**
 * A date and a time with a zone, in any form of ISO 8601: extended or basic; a calendar, ordinal or week date; with or
 * without seconds; with an offset of hours alone. Luxon would also accept a time without a date or a zone.
 */
const ZONED_TIME =
  /^(?:[+-]\d{6}|\d{4})-?(?:\d\d-?\d\d|\d{3}|[Ww]\d\d-?\d)[Tt][\d:.,]+(?:[Zz]|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)$/;
const EXPECTED_TIME = 'expected an ISO 8601 date and time with a time zone';

/** When an event starts: a time with its zone, later than now, within `LIMITS.eventDaysAhead` days. Parses to a `Date`. */
export const eventTime = z
  .string({ error: EXPECTED_TIME })
  .regex(ZONED_TIME, { error: EXPECTED_TIME, abort: true })
  .meta({ format: 'date-time' })
  .transform((time) => DateTime.fromISO(time).toJSDate())
  .refine((time) => Number.isFinite(+time), { error: EXPECTED_TIME, abort: true })
  .refine((time) => +time > Date.now() && +time <= Date.now() + LIMITS.eventDaysAhead * DAY, {
    error: `expected a time in the future, at most ${LIMITS.eventDaysAhead} days from now`,
  });
