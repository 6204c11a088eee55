/** What follows from the extra fields of firegroups.config.ts: their types, and the rules' `isValidExtra`. */
import {
  EXTRA_KINDS,
  FIXED_LIMITS,
  type ExtraField,
  type ExtraFields,
  type ExtraKind,
  type FiregroupsConfig,
} from '@firegroups/model/config';

const TYPES: Record<ExtraKind, [name: string, what: string]> = {
  users: ['UserExtra', 'a profile'],
  groups: ['GroupExtra', 'a group'],
  posts: ['PostExtra', 'a post'],
  events: ['EventExtra', 'an event'],
  messages: ['MessageExtra', 'a message'],
};

/** The generated part of model/src/extra.ts, unformatted: the declared fields, and a type for each kind of document. */
export function extraTypes({ extra }: FiregroupsConfig): string {
  const declared = Object.fromEntries(EXTRA_KINDS.map((kind) => [kind, extra[kind] ?? {}]));
  const types = EXTRA_KINDS.map((kind) => {
    const [name, what] = TYPES[kind];
    const fields = Object.entries(extra[kind] ?? {});
    const comment = `/** The extra fields of ${what}. This project declares ${fields.length === 0 ? 'none' : 'them in firegroups.config.ts'}. */`;
    if (fields.length === 0) return `${comment}\nexport type ${name} = Record<string, never>;`;
    const members = fields.map(([field, kindOf]) => `${field}?: ${typeOf(kindOf)} | undefined;`);
    return `${comment}\nexport interface ${name} {\n${members.join('\n')}\n}`;
  });
  const isNone = Object.values(declared).every((fields) => Object.keys(fields).length === 0);
  return [
    `export const EXTRA_FIELDS: Record<ExtraKind, ExtraFields> = ${JSON.stringify(declared)};`,
    isNone ? NO_CHECK : CHECK,
    ...types,
  ].join('\n\n');
}

const NO_CHECK = `/** What was expected of the map \`extra\` of a kind of document. This project declares no extra fields. */
export const expectedExtra = (_kind: ExtraKind, _extra: unknown): string | undefined =>
  'expected no such field';`;
const CHECK = `import { expectedOf } from './extraCheck.ts';

/** What was expected of the map \`extra\` of a kind of document; undefined if it is valid. */
export const expectedExtra = (kind: ExtraKind, extra: unknown): string | undefined =>
  expectedOf(EXTRA_FIELDS[kind], extra);`;

function typeOf(field: ExtraField): string {
  switch (field.type) {
    case 'string':
      return field.values?.map((value) => JSON.stringify(value)).join(' | ') ?? 'string';
    case 'timestamp':
      return 'Date';
    case 'strings':
      return 'string[]';
    default:
      return field.type;
  }
}

/** The functions of firestore.rules that check the map `extra`. */
export function isValidExtra(extra: Partial<Record<ExtraKind, ExtraFields>>): string {
  const kinds = EXTRA_KINDS.filter((kind) => Object.keys(extra[kind] ?? {}).length > 0);
  const conditions = kinds.map((kind) => {
    const fields = Object.entries(extra[kind]!);
    const names = fields.map(([name]) => literal(name)).join(', ');
    return [
      `kind == '${kind}'`,
      `extra.keys().hasOnly([${names}])`,
      ...fields.map(([name, field]) => conditionOf(name, field)),
    ].join('\n      && ');
  });
  const isDeclared = `
// An argument costs fewer expressions than another \`after()\`.
function isDeclaredExtra(kind, extra) {
  return extra is map
    && ((${conditions.join(')\n    || (')}));
}`;
  const usesLists = kinds.some((kind) =>
    Object.values(extra[kind]!).some(({ type }) => type === 'strings'),
  );
  return `
// Returns true iff the document has no \`extra\`, or only extra fields that firegroups.config.ts declares for its kind. An update
// may leave the map as it is, whatever is declared by now.
function isValidExtra(kind) {
  return !('extra' in after())
    || (resource != null && 'extra' in before() && before().extra == after().extra)${kinds.length > 0 ? '\n    || isDeclaredExtra(kind, after().extra)' : ''};
}${kinds.length > 0 ? isDeclared : ''}${usesLists ? LIST_FUNCTION : ''}`;
}

/** An absent field costs the fewest expressions: a request may evaluate 1,000. */
function conditionOf(name: string, field: ExtraField): string {
  return `(!(${literal(name)} in extra) || ${valueCondition(`extra.${name}`, field)})`;
}

function valueCondition(value: string, field: ExtraField): string {
  switch (field.type) {
    case 'string': {
      const { values, max = FIXED_LIMITS.extraString } = field;
      if (!values) return `(${value} is string && ${value}.size() <= ${max})`;
      return `${value} in [${values.map(literal).join(', ')}]`;
    }
    case 'number':
      // NaN and the infinities have no difference of 0.
      return `(${value} is number && ${value} - ${value} == 0)`;
    case 'boolean':
      return `${value} is bool`;
    case 'timestamp':
      return `${value} is timestamp`;
    case 'strings':
      return `isExtraList(${value})`;
  }
}

const ITEM = `[^\\n]{1,${FIXED_LIMITS.extraStringsItem}}`;

/** Rules have no loops, and ten conditions would cost too much. The list equals its joined text, split again, only if all are strings. */
const LIST_FUNCTION = `
function isExtraList(value) {
  return value is list
    && value.size() <= ${FIXED_LIMITS.extraStrings}
    && (value.size() == 0
      || (value.join('\\n').matches('${ITEM}(\\n${ITEM})*') && value.join('\\n').split('\\n') == value));
}`;

const literal = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
