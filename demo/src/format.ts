/** Formats numbers and times with `Intl`. */
import { serverNow } from './serverClock.ts';

const LOCALE = 'en';
const pluralRules = new Intl.PluralRules(LOCALE);
const numberFormat = new Intl.NumberFormat(LOCALE);
const relativeFormat = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
const timeFormat = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' });
const dateFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' });
const fullDateFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full' });
const dateTimeFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'short' });

const eventOptions: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
};
const eventFormat = new Intl.DateTimeFormat(LOCALE, eventOptions);
const eventFormatWithYear = new Intl.DateTimeFormat(LOCALE, { ...eventOptions, year: 'numeric' });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A number with its noun: "1 member", "1,204 members". */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${numberFormat.format(count)} ${pluralRules.select(count) === 'one' ? noun : plural}`;
}

/** "8:05 PM". */
export function formatTime(time: Date): string {
  return timeFormat.format(time);
}

/** "Saturday, November 21, 2026 at 8:05 PM". */
export function formatDateTime(time: Date): string {
  return dateTimeFormat.format(time);
}

/** "Sat, Nov 21, 8:05 PM", with the year if it is not this year. */
export function formatEventTime(time: Date, now = serverNow()): string {
  const isThisYear = time.getFullYear() === now.getFullYear();
  return (isThisYear ? eventFormat : eventFormatWithYear).format(time);
}

/** "today", "yesterday", "tomorrow", or the full date. */
export function formatDay(time: Date, now = serverNow()): string {
  const midnight = (date: Date) => new Date(date).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(time) - midnight(now)) / DAY);
  return Math.abs(days) <= 1 ? relativeFormat.format(days, 'day') : fullDateFormat.format(time);
}

/** "now", "5 minutes ago", "3 days ago", or the date if that is more than a week ago. */
export function formatRelativeTime(time: Date, now = serverNow()): string {
  const elapsed = time.getTime() - now.getTime();
  if (elapsed > -MINUTE) return relativeFormat.format(0, 'second');
  if (elapsed > -HOUR) return relativeFormat.format(Math.ceil(elapsed / MINUTE), 'minute');
  if (elapsed > -DAY) return relativeFormat.format(Math.ceil(elapsed / HOUR), 'hour');
  if (elapsed > -7 * DAY) return relativeFormat.format(Math.ceil(elapsed / DAY), 'day');
  return dateFormat.format(time);
}
