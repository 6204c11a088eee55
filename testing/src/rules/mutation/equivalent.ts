/** Mutants that no request can tell from the rules, by name, each with the reason. One that is gone fails the run. */
export const EQUIVALENT: Record<string, string> = {
  "mayTransfer(): drops the right: changesOnly(['creatorId', 'updatedAt']) && isMe(before().creatorId) → (changesOnly(['creatorId', 'updatedAt']))":
    "Only the creator can make a member the new creator and step down, and `becomes` asks for both: the memberships' own block has asked who it is.",
  'mayEnter(): reads by getAfter: get(groupPath(groupId)) → getAfter(groupPath(groupId))':
    "Who enters is no staff, so no batch of theirs changes the group's joinPolicy.",
  'mayInvite(): reads by getAfter: get(groupPath(groupId)) → getAfter(groupPath(groupId))':
    "Who may change the group's invitePolicy in the same batch is staff, whom it does not bind.",
  'isSteppingDown(): reads by exists: existsAfter(groupPath(groupId)) → exists(groupPath(groupId))':
    'No client deletes a group, and a batch that founds one names who founds it as its creator: nobody steps down in it.',
  "isTimeToCome(): has < for <=: value <= request.time + duration.value(maxEventDaysAhead(), 'd') → ((value) < (request.time + duration.value(maxEventDaysAhead(), 'd')))":
    "No client knows the server's time beforehand, to the nanosecond.",
  'isEventOpen(): has >= for >: get(eventPath(groupId, eventId)).data.eventTime > request.time → ((get(eventPath(groupId, eventId)).data.eventTime) >= (request.time))':
    "No client knows the server's time beforehand, to the nanosecond.",
};
