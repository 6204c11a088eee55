/** What the API accepts as a time and as a cursor. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { foldForSearch } from '@firegroups/model';
import { eventDaysAhead, groupTitle } from '@firegroups/model/limits';
import fc from 'fast-check';
import { cursorOf, positionOf } from '../../functions/src/http/browse.ts';
import { createApi } from '../../functions/src/http/api.ts';
import { DOCUMENT } from '../../functions/src/http/openapi.ts';
import { OPERATIONS } from '../../functions/src/http/operations.ts';
import { eventTime } from '../../functions/src/http/eventTime.ts';

describe('the time of an event', () => {
  const year = new Date().getUTCFullYear() + 1;
  beforeAll(() => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(year, 0, 1));
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });
  // 4 January is always in the first week of its year.
  const weekday = new Date(Date.UTC(year, 0, 4)).getUTCDay() || 7;
  const at = (hour: number, minute: number, second = 0, millisecond = 0) =>
    Date.UTC(year, 0, 4, hour, minute, second, millisecond);

  test.each<[string, string, number]>([
    ['with seconds', `${year}-01-04T11:16:00Z`, at(11, 16)],
    ['without seconds', `${year}-01-04T11:16Z`, at(11, 16)],
    ['of an hour alone', `${year}-01-04T11Z`, at(11, 0)],
    ['with a fraction', `${year}-01-04T11:16:07.5Z`, at(11, 16, 7, 500)],
    ['with a fraction after a comma', `${year}-01-04T11:16:07,25Z`, at(11, 16, 7, 250)],
    ['with nanoseconds', `${year}-01-04T11:16:07.123456789Z`, at(11, 16, 7, 123)],
    ['with an offset', `${year}-01-04T11:16+02:30`, at(8, 46)],
    ['with an offset of hours', `${year}-01-04T11:16-05`, at(16, 16)],
    ['with a basic offset', `${year}-01-04T11:16:00+0100`, at(10, 16)],
    ['in the basic format', `${year}0104T111600Z`, at(11, 16)],
    ['in the basic format without seconds', `${year}0104T1116+01`, at(10, 16)],
    ['with an ordinal date', `${year}-004T11:16Z`, at(11, 16)],
    ['with a week date', `${year}-W01-${weekday}T11:16Z`, at(11, 16)],
    ['with a basic week date', `${year}W01${weekday}T1116Z`, at(11, 16)],
    ['with six digits for the year', `+00${year}-01-04T11:16Z`, at(11, 16)],
    ['at the end of the day', `${year}-01-04T24:00Z`, at(24, 0)],
    ['in lower case', `${year}-01-04t11:16:00z`, at(11, 16)],
  ])('%s is accepted', (_name, text, expected) => {
    expect(+eventTime.parse(text)).toBe(expected);
  });

  test.each([
    ['without a zone', `${year}-01-04T11:16:00`],
    ['without a time', `${year}-01-04`],
    ['without a time, with a zone', `${year}-01-04Z`],
    ['without a date', '11:16Z'],
    ['without a day', `${year}-01T11:16Z`],
    ['without a month', `${year}T11:16Z`],
    ['with a space', `${year}-01-04 11:16Z`],
    ['with a space after it', `${year}-01-04T11:16Z `],
    ['with a name of a zone', `${year}-01-04T11:16Z[Europe/Paris]`],
    ['with an offset of a day', `${year}-01-04T11:16+24:00`],
    ['with an offset of 75 minutes', `${year}-01-04T11:16+01:75`],
    ['of a day that does not exist', `${year}-02-30T11:16Z`],
    ['after the end of the day', `${year}-01-04T24:01Z`],
    ['with 60 minutes', `${year}-01-04T11:60Z`],
    ['as another text', 'tomorrow'],
    ['as an English date', `4 January ${year} 11:16 GMT`],
  ])('%s is refused', (_name, text) => {
    const { error } = eventTime.safeParse(text);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'expected an ISO 8601 date and time with a time zone',
    ]);
  });

  test('has a pattern in the OpenAPI document that accepts it', () => {
    const { paths } = createApi([]).getOpenAPI31Document(DOCUMENT);
    const text = JSON.stringify(paths?.['/group/event']?.post?.requestBody);
    const [, pattern] = /"eventTime":\{.*?"pattern":("(?:[^"\\]|\\.)*")/.exec(text)!;
    expect(`${year}-01-04T11:16Z`).toMatch(new RegExp(JSON.parse(pattern!) as string));
  });

  test('in the past or too far ahead is refused', () => {
    const tooFar = new Date(Date.now() + (eventDaysAhead + 1) * 86_400_000).toISOString();
    for (const time of ['2020-01-01T00:00Z', tooFar]) {
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
