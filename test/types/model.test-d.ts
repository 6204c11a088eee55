/** The model lists all values of each closed type. */
import * as model from '@firegroups/model';
import { expect, test } from 'tstyche';

test('every value is in its list', () => {
  expect<(typeof model.ROLES)[number]>().type.toBe<model.Role>();
  expect<(typeof model.MEMBER_STATUSES)[number]>().type.toBe<model.MemberStatus>();
  expect<(typeof model.VISIBILITIES)[number]>().type.toBe<model.Visibility>();
  expect<(typeof model.JOIN_POLICIES)[number]>().type.toBe<model.JoinPolicy>();
  expect<(typeof model.INVITE_POLICIES)[number]>().type.toBe<model.InvitePolicy>();
  expect<(typeof model.VOTES)[number]>().type.toBe<model.VoteChoice>();
  expect<(typeof model.PLATFORMS)[number]>().type.toBe<model.Platform>();
  expect<(typeof model.NOTIFICATION_TYPES)[number]>().type.toBe<model.NotificationType>();
});
