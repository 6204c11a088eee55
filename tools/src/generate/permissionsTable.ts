/** The membership table of docs/reference/permissions.md. */
import {
  MEMBERSHIP_ACTIONS,
  MEMBERSHIP_TABLE,
  needsGroup,
  type MembershipAction,
  type MembershipAuthority,
  type MembershipRule,
} from '@firegroups/model';

const WHO: Record<MembershipAuthority, string> = {
  self: 'A = T',
  inviters: 'any joined member if invitePolicy is `members`, otherwise admins; T is not A',
  inviter_or_admins: 'the inviter while joined, or admins',
  admins: 'admins',
  outranking: 'creator: anyone else; admin: neither an admin nor the creator',
  creator: 'creator; T is not A',
};

const SIDE_EFFECTS: Partial<Record<MembershipAction, string>> = {
  createGroup: "in the batch that creates the group, whose creatorId is A's",
  transferOwnership: 'in one batch: T becomes creator, A becomes admin, creatorId becomes T',
};

/** Returns the table as Markdown. */
export function permissionsTable(): string {
  const rows = MEMBERSHIP_ACTIONS.map((action) => {
    const rule = MEMBERSHIP_TABLE[action];
    const cells = [`\`${action}\``, from(rule), to(rule), who(action, rule), live(action, rule)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| action | from | to | who | while the group is being deleted |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function from(rule: MembershipRule): string {
  const roles = rule.fromRoles ? ` as ${rule.fromRoles.join(' or ')}` : '';
  return rule.from.join(', ') + roles;
}

function to(rule: MembershipRule): string {
  const role = rule.toRole ?? (rule.from.includes('none') && 'member');
  return role ? `${rule.to} as ${role}` : rule.to;
}

function who(action: MembershipAction, rule: MembershipRule): string {
  const conditions = [
    WHO[rule.by],
    rule.needsProfile && 'T has a profile',
    rule.joinPolicy && `joinPolicy is \`${rule.joinPolicy}\``,
    SIDE_EFFECTS[action],
  ];
  return conditions.filter(Boolean).join('; ');
}

function live(action: MembershipAction, rule: MembershipRule): string {
  if (action === 'createGroup') return '–';
  return needsGroup(rule) ? 'refused' : 'allowed';
}
