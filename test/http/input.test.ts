/** What the API accepts as a time and as a cursor. */
import { describe, expect, test } from '@jest/globals';
import { foldForSearch } from '@firegroups/model';
import { groupTitle } from '@firegroups/model/limits';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { cursorOf, positionOf } from '../../functions/src/http/browse.ts';
import { OPERATIONS } from '../../functions/src/http/operations.ts';
import { eventTime } from '../../functions/src/http/eventTime.ts';

describe('the time of an event', () => {
  const year = new Date().getUTCFullYear() + 1;
  const day = DateTime.utc(year, 12, 29, 11, 16);
  const at = (hour: number, minute: number, second = 0, millisecond = 0) =>
    Date.UTC(year, 11, 29, hour, minute, second, millisecond);

  test.each<[string, string, number]>([
    ['with seconds', "yyyy-MM-dd'T'HH:mm:ss'Z'", at(11, 16)],
    ['without seconds', "yyyy-MM-dd'T'HH:mm'Z'", at(11, 16)],
    ['of an hour alone', "yyyy-MM-dd'T'HH'Z'", at(11, 0)],
    ['with a fraction', "yyyy-MM-dd'T'HH:mm:ss'.5Z'", at(11, 16, 0, 500)],
    ['with a fraction after a comma', "yyyy-MM-dd'T'HH:mm:ss',25Z'", at(11, 16, 0, 250)],
    ['with nanoseconds', "yyyy-MM-dd'T'HH:mm:ss'.123456789Z'", at(11, 16, 0, 123)],
    ['with an offset', "yyyy-MM-dd'T'HH:mm'+02:30'", at(8, 46)],
    ['with an offset of hours', "yyyy-MM-dd'T'HH:mm'-05'", at(16, 16)],
    ['with a basic offset', "yyyy-MM-dd'T'HH:mm:ss'+0100'", at(10, 16)],
    ['in the basic format', "yyyyMMdd'T'HHmmss'Z'", at(11, 16)],
    ['in the basic format without seconds', "yyyyMMdd'T'HHmm'+01'", at(10, 16)],
    ['with an ordinal date', "yyyy-ooo'T'HH:mm'Z'", at(11, 16)],
    ['with a week date', "kkkk-'W'WW-c'T'HH:mm'Z'", at(11, 16)],
    ['with a basic week date', "kkkk'W'WWc'T'HHmm'Z'", at(11, 16)],
    ['with six digits for the year', "'+00'yyyy-MM-dd'T'HH:mm'Z'", at(11, 16)],
    ['at the end of the day', "yyyy-MM-dd'T24:00Z'", at(24, 0)],
    ['in lower case', "yyyy-MM-dd't'HH:mm:ss'z'", at(11, 16)],
  ])('%s is accepted', (_name, format, expected) => {
    expect(+eventTime.parse(day.toFormat(format))).toBe(expected);
  });

  test.each([
    ['without a zone', "yyyy-MM-dd'T'HH:mm:ss"],
    ['without a time', 'yyyy-MM-dd'],
    ['without a time, with a zone', "yyyy-MM-dd'Z'"],
    ['without a date', "HH:mm'Z'"],
    ['without a day', "yyyy-MM'T'HH:mm'Z'"],
    ['without a month', "yyyy'T'HH:mm'Z'"],
    ['with a space', "yyyy-MM-dd HH:mm'Z'"],
    ['with a space after it', "yyyy-MM-dd'T'HH:mm'Z '"],
    ['with a name of a zone', "yyyy-MM-dd'T'HH:mm'Z[Europe/Paris]'"],
    ['with an offset of a day', "yyyy-MM-dd'T'HH:mm'+24:00'"],
    ['with an offset of 75 minutes', "yyyy-MM-dd'T'HH:mm'+01:75'"],
    ['of a day that does not exist', "yyyy-02-30'T'HH:mm'Z'"],
    ['after the end of the day', "yyyy-MM-dd'T24:01Z'"],
    ['with 60 minutes', "yyyy-MM-dd'T'HH':60Z'"],
    ['as a number', 'x'],
    ['as an English date', "d LLLL yyyy HH:mm 'GMT'"],
  ])('%s is refused', (_name, format) => {
    const { error } = eventTime.safeParse(day.toFormat(format));
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'expected an ISO 8601 date and time with a time zone',
    ]);
  });

  test('in the past or more than ten years ahead is refused', () => {
    for (const time of ['2020-01-01T00:00Z', `${year + 20}-01-01T00:00Z`]) {
      const { error } = eventTime.safeParse(time);
      expect(error?.issues[0]?.message).toMatch(/^expected a time in the future, at most /);
    }
  });
});

describe('a cursor', () => {
  /** The ids that Firestore allows, which the Admin SDK can write. */
  const ids = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 300 })
    .filter((id) => !/^\.{1,2}$|^__.*__$|\/|\p{Surrogate}/u.test(id));
  /** Titles that become long when they are folded (one of these becomes 18 characters), and any others. */
  const titles = fc.oneof(
    fc.string({
      unit: fc.constantFrom('\ufdfa', '\u3300', '"', '\\', '漢', '👍'),
      maxLength: groupTitle,
    }),
    fc.string({ unit: 'binary', maxLength: groupTitle }),
  );
  const positions = fc.oneof(
    fc.record({ titleSearch: titles.map(foldForSearch), id: ids }),
    fc.record({
      createdAt: fc.tuple(
        fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }),
        fc.integer({ min: 0, max: 999_999_999 }),
      ),
      id: ids,
    }),
  );

  test('of any group is accepted, and means the same place', () => {
    fc.assert(
      fc.property(positions, (position) => {
        const cursor = cursorOf(position);
        const input = { cursor, limit: '1' };
        expect(OPERATIONS.browseGroups.input.safeParse(input).success).toBe(true);
        expect(positionOf(cursor, 'titleSearch' in position)).toEqual(position);
        // An address can have 16 KiB with all headers.
        expect(cursor.length).toBeLessThan(4 * 1024);
      }),
      { numRuns: 2000 },
    );
  });

  test('of another list, or no cursor at all, is refused', () => {
    const cursor = cursorOf({ titleSearch: 'chess', id: 'g' });
    const wrong = [
      cursor.slice(1),
      'abc',
      '',
      ...[{}, [], null, { titleSearch: 1, id: 'g' }, { titleSearch: 'a', id: 'a/b' }].map((value) =>
        Buffer.from(JSON.stringify(value)).toString('base64url'),
      ),
    ];
    for (const text of wrong) expect(() => positionOf(text, true)).toThrow('cursor');
    expect(() => positionOf(cursor, false)).toThrow('cursor');
  });
});
