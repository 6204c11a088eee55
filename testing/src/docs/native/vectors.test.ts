import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '@firegroups/model';
import { parseArea, vectorsOf } from './vectors.ts';

const leave = {
  operation: 'leaveGroup',
  name: 'a member leaves',
  who: 'mia',
  arguments: ['chess'],
  onlyIf: { 'groups/chess/members/mia': { status: 'joined' } },
  writes: [{ delete: 'groups/chess/members/mia' }],
};
const areaOf = (...cases: object[]) =>
  JSON.stringify({ title: 'Joining', notes: ['A note.'], cases });
const parse = (...cases: object[]) => vectorsOf(parseArea('03-joining.json', areaOf(...cases)));

describe('an area of operation vectors', () => {
  test('has one vector for each case and each twin', () => {
    const twins = {
      refused: [{ if: 'you are the creator', replace: { mia: 'cleo' } }],
      stopped: [{ if: 'you have not joined', given: { 'groups/chess/members/mia': null } }],
    };
    expect(parse({ ...leave, ...twins })).toEqual([
      { ...leave, given: {}, outcome: 'allowed' },
      {
        ...leave,
        name: 'a member leaves, refused if you are the creator',
        who: 'cleo',
        onlyIf: { 'groups/chess/members/cleo': { status: 'joined' } },
        writes: [{ delete: 'groups/chess/members/cleo' }],
        given: {},
        outcome: 'refused',
      },
      {
        ...leave,
        name: 'a member leaves, stopped if you have not joined',
        given: { 'groups/chess/members/mia': null },
        outcome: 'stopped',
      },
    ]);
  });

  test('changes the fields of the first write alone', () => {
    const mute = {
      ...leave,
      writes: [{ update: 'groups/chess/members/mia', fields: { notify: 'all', updatedAt: 1 } }],
      refused: [{ if: 'it is no level', fields: { notify: 'yes' }, without: ['updatedAt'] }],
    };
    expect(parse(mute)[1]!.writes).toEqual([
      { update: 'groups/chess/members/mia', fields: { notify: 'yes' } },
    ]);
  });

  test('names limits, which become numbers', () => {
    const events = LIMITS.actions.events.most;
    const twin = {
      if: 'you have created {LIMITS.actions.events.most} events',
      fields: { most: '{LIMITS.actions.events.most}', more: '{LIMITS.actions.events.most + 1}' },
    };
    const set = { ...leave, writes: [{ set: 'a/b', fields: {} }], refused: [twin] };
    expect(parse(set)[1]).toMatchObject({
      name: `a member leaves, refused if you have created ${events} events`,
      writes: [{ set: 'a/b', fields: { most: events, more: events + 1 } }],
    });
    expect(() => parse({ ...leave, name: '{LIMITS.none}' })).toThrow(
      '03-joining.json names the limit none, which does not exist.',
    );
  });

  test.each([
    ['an unknown key', { ...leave, outcome: 'allowed' }, /outcome/],
    ['a missing key', { ...leave, who: undefined }, /cases\[0\]\.who/],
    ['a path of a collection', { ...leave, get: 'groups/chess/members' }, /path of a document/],
    ['two operations', { ...leave, get: 'groups/chess' }, /exactly one of writes, query and get/],
    [
      'a deletion with fields',
      { ...leave, writes: [{ delete: 'a/b', fields: {} }] },
      /none for delete/,
    ],
    [
      'a write without a path',
      { ...leave, writes: [{ fields: {} }] },
      /exactly one of set, update/,
    ],
  ])('refuses %s, and names the file', (_, invalid, problem) => {
    expect(() => parse(invalid)).toThrow(/^Invalid 03-joining\.json:/);
    expect(() => parse(invalid)).toThrow(problem);
  });
});
