/** Numbers and times in words, by the browser's language tools. */

const LANGUAGE = 'en';
const plurals = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LANGUAGE);
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const clocks = new Intl.DateTimeFormat(LANGUAGE, { timeStyle: 'short' });
const days = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium' });
const daysInWords = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'full' });
const times = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'full', timeStyle: 'short' });

const inEvents: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
};
const dates = new Intl.DateTimeFormat(LANGUAGE, inEvents);
const datesWithYear = new Intl.DateTimeFormat(LANGUAGE, { ...inEvents, year: 'numeric' });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A number with its noun: "1 member", "1,204 members". */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${numbers.format(count)} ${plurals.select(count) === 'one' ? noun : nouns}`;
}

/** "8:05 PM". */
export function clockTime(time: Date): string {
  return clocks.format(time);
}

/** "Saturday, November 21, 2026 at 8:05 PM". */
export function fullTime(time: Date): string {
  return times.format(time);
}

/** "Sat, Nov 21, 8:05 PM", with the year where it is not this one. */
export function eventTime(time: Date, now = new Date()): string {
  return (time.getFullYear() === now.getFullYear() ? dates : datesWithYear).format(time);
}

/** "today", "yesterday", else the whole date. */
export function dayOf(time: Date, now = new Date()): string {
  const midnight = (date: Date) => new Date(date).setHours(0, 0, 0, 0);
  const ago = Math.round((midnight(time) - midnight(now)) / DAY);
  return ago >= -1 && ago <= 1 ? relative.format(ago, 'day') : daysInWords.format(time);
}

/** "now", "5 minutes ago", "3 days ago"; the day where that is longer ago than a week. */
export function sinceOrDay(time: Date, now = new Date()): string {
  const ago = time.getTime() - now.getTime();
  if (ago > -MINUTE) return relative.format(0, 'second');
  if (ago > -HOUR) return relative.format(Math.ceil(ago / MINUTE), 'minute');
  if (ago > -DAY) return relative.format(Math.ceil(ago / HOUR), 'hour');
  if (ago > -7 * DAY) return relative.format(Math.ceil(ago / DAY), 'day');
  return days.format(time);
}
