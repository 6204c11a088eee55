/** Mutants that no request can tell from the rules, by name, each with the reason. The run fails if one no longer exists. */
export const EQUIVALENT: Record<string, string> = {
  "mayTransferOwnership(): drops the right: changesOnly(['creatorId', 'updatedAt']) && isUser(before().creatorId) → (changesOnly(['creatorId', 'updatedAt']))":
    'Only the creator can promote a member to creator and step down. `hasRoleAfter` requires both, and the block for members has checked who the user is.',
  'mayEnterGroup(): reads by getAfter: get(groupPath(groupId)) → getAfter(groupPath(groupId))':
    'A user who enters is no admin, so their batch cannot change the joinPolicy.',
  'mayInvite(): reads by getAfter: get(groupPath(groupId)) → getAfter(groupPath(groupId))':
    'Only admins can change the invitePolicy in the same batch, and it does not bind them.',
  'isSteppingDownAsCreator(): reads by exists: existsAfter(groupPath(groupId)) → exists(groupPath(groupId))':
    'No client deletes a group. A batch that creates one names its user as the creator, so nobody steps down in it.',
  "skipsNothing(): uses && for ||: request.query.get('offset', 0) == 0 || request.query.offset in [null, 0] → ((request.query.get('offset', 0) == 0) && (request.query.offset in [null, 0]))":
    'Both forms mean the same to the emulator. Firestore documents neither, so the rules accept both.',
  "skipsNothing(): drops the left: request.query.get('offset', 0) == 0 || request.query.offset in [null, 0] → (request.query.offset in [null, 0])":
    'Both forms mean the same to the emulator. Firestore documents neither, so the rules accept both.',
  "skipsNothing(): drops the right: request.query.get('offset', 0) == 0 || request.query.offset in [null, 0] → (request.query.get('offset', 0) == 0)":
    'Both forms mean the same to the emulator. Firestore documents neither, so the rules accept both.',
  'isCooledDown(): reads by existsAfter: exists(cooldownPath(groupId, uid)) → existsAfter(cooldownPath(groupId, uid))':
    'No client writes a cooldown.',
  'isCooledDown(): reads by getAfter: get(cooldownPath(groupId, uid)) → getAfter(cooldownPath(groupId, uid))':
    'No client writes a cooldown.',
  "hasWindowPassed(): uses < for <=: was.since + duration.value(hoursOfAction()[action], 'h') <= request.time → ((was.since + duration.value(hoursOfAction()[action], 'h')) < (request.time))":
    "No client knows the server's time to the nanosecond in advance.",
  "isFutureTime(): uses < for <=: value <= request.time + duration.value(maxEventDaysAhead(), 'd') → ((value) < (request.time + duration.value(maxEventDaysAhead(), 'd')))":
    "No client knows the server's time to the nanosecond in advance.",
  'isEventOpen(): uses >= for >: get(eventPath(groupId, eventId)).data.eventTime > request.time → ((get(eventPath(groupId, eventId)).data.eventTime) >= (request.time))':
    "No client knows the server's time to the nanosecond in advance.",
  "groups/{groupId}/members/{uid}: allow create: drops the left: (after().role == 'creator' && mayJoinAsCreator()) → (mayJoinAsCreator())":
    'The same batch creates the group, whose own rule requires that its creator gets this role.',
  "groups/{groupId}/members/{uid}: allow update: drops the left: resource != null && hasAll(['role', 'status', 'joinedAt', 'updatedAt']) → (hasAll(['role', 'status', 'joinedAt', 'updatedAt']))":
    'Each of the conditions that follow reads the membership before the update. If there is none, this fails, which refuses the update.',
};
