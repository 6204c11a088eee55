/** Batches. The rules decide each write on the documents before the batch, not on what the same batch creates. */
import {
  commentPath,
  eventPath,
  memberPath,
  messagePath,
  postPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import {
  cancelEvent,
  castVote,
  createComment,
  createEvent,
  createGroup,
  createPost,
  createProfile,
  deleteGroup,
  deleteMembership,
  invite,
  remove,
  requestToJoin,
  sendMessage,
  setJoined,
  setRole,
  transferOwnership,
  updateEvent,
  updateMembership,
} from '../../fixtures/clientWrites.ts';
import { storedMember } from '../../fixtures/documents.ts';
import { ACTOR, MEMBERSHIP_STATES, TARGET } from '../../fixtures/membershipStates.ts';
import { GROUP } from '../placeholder.ts';
import { batchCases, type Policy } from '../policyCase.ts';
import { groupWith, profilesOf } from '../seedData.ts';
import { TOMORROW, inDays, storedEvent } from './events.ts';

const EVENT = eventPath(GROUP, 'e1');
const POST = postPath(GROUP, 'p1');
const WALL_POST = wallPostPath(ACTOR, 'p1');
const WALL_COMMENT = wallCommentPath(ACTOR, 'p1', 'c1');

const vote = castVote(votePath(GROUP, 'e1', ACTOR), ACTOR);
const event = createEvent(EVENT, ACTOR, TOMORROW);
const inviteTarget = invite(GROUP, TARGET, ACTOR);
const asMember = groupWith(GROUP, { [ACTOR]: 'member' });
const withEvent = (change = {}) => ({
  ...groupWith(GROUP, { [ACTOR]: 'admin' }),
  [EVENT]: storedEvent(change),
});

export const batches: Policy = {
  of: 'batches',
  cases: [
    ...batchCases('denied', ACTOR, {
      'refuses a message in the batch that creates the group': [
        profilesOf(ACTOR),
        ...createGroup(GROUP, ACTOR),
        sendMessage(messagePath(GROUP, 'm1'), ACTOR),
      ],
      'refuses an invite in the batch that creates the group': [
        profilesOf(ACTOR, TARGET),
        ...createGroup(GROUP, ACTOR),
        inviteTarget,
      ],
      'refuses a request to join in the batch that creates the profile': [
        { ...groupWith(GROUP, {}), [userPath(ACTOR)]: null },
        createProfile(ACTOR),
        requestToJoin(GROUP, ACTOR),
      ],
      'refuses an invite in the batch that creates a group again of which a membership is left': [
        {
          ...profilesOf(ACTOR, TARGET),
          [memberPath(GROUP, ACTOR)]: storedMember(GROUP, ACTOR, MEMBERSHIP_STATES.creator),
        },
        createGroup(GROUP, ACTOR)[0]!,
        inviteTarget,
      ],
      'refuses to bring back a cancelled event by deleting and creating it in one batch': [
        withEvent({ cancelledAt: inDays(-1) }),
        remove(EVENT),
        event,
      ],
      'refuses to transfer the group and demote the successor in one batch': [
        groupWith(GROUP, { [ACTOR]: 'creator', [TARGET]: 'member' }),
        ...transferOwnership(GROUP, ACTOR, TARGET),
        setRole(GROUP, TARGET, 'admin', ACTOR),
      ],
      'refuses a comment in the batch that creates the post': [
        asMember,
        createPost(POST, ACTOR),
        createComment(commentPath(GROUP, 'p1', 'c1'), ACTOR),
      ],
      'refuses a wall comment in the batch that creates the post': [
        { ...profilesOf(ACTOR), [WALL_POST]: null, [WALL_COMMENT]: null },
        createPost(WALL_POST, ACTOR),
        createComment(WALL_COMMENT, ACTOR),
      ],
      'refuses a vote in the batch that creates the event': [asMember, event, vote],
      'refuses a vote in the batch that moves an event that has started to a future time': [
        withEvent({ eventTime: inDays(-1) }),
        updateEvent(EVENT, ACTOR, { eventTime: inDays(1) }),
        vote,
      ],
    }),
    ...batchCases('allowed', ACTOR, {
      'allows the creator to ban a member in the batch that deletes the group': [
        groupWith(GROUP, { [ACTOR]: 'creator', [TARGET]: 'member' }),
        deleteGroup(GROUP),
        updateMembership(GROUP, TARGET, ACTOR, { status: 'banned' }),
      ],
      'allows an admin to approve a request in the batch by which they leave': [
        groupWith(GROUP, { [ACTOR]: 'admin', [TARGET]: 'waiting' }),
        setJoined(GROUP, TARGET, ACTOR),
        deleteMembership(GROUP, ACTOR),
      ],
      'allows a vote in the batch that cancels the event': [
        withEvent(),
        cancelEvent(EVENT, ACTOR),
        vote,
      ],
    }),
  ],
};
