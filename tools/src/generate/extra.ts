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

/** The function of firestore.rules that checks the map `extra`. */
export function isValidExtra(extra: Partial<Record<ExtraKind, ExtraFields>>): string {
  const kinds = EXTRA_KINDS.filter((kind) => Object.keys(extra[kind] ?? {}).length > 0);
  const head = `
// Returns true iff the document has no \`extra\`, or only extra fields that firegroups.config.ts declares for its kind.
function isValidExtra(kind) {`;
  if (kinds.length === 0) return `${head}\n  return !('extra' in after());\n}`;
  const conditions = kinds.map((kind) => {
    const fields = Object.entries(extra[kind]!);
    const names = fields.map(([name]) => literal(name)).join(', ');
    return [
      `kind == '${kind}'`,
      'after().extra is map',
      `after().extra.keys().hasOnly([${names}])`,
      ...fields.map(([name, field]) => conditionOf(name, field)),
    ].join('\n      && ');
  });
  const usesLists = kinds.some((kind) =>
    Object.values(extra[kind]!).some(({ type }) => type === 'strings'),
  );
  return `${head}
  return !('extra' in after())
    || (${conditions.join(')\n    || (')});
}${usesLists ? LIST_FUNCTIONS : ''}`;
}

/** A field that is absent gets a valid value. */
function conditionOf(name: string, field: ExtraField): string {
  const valueOr = (other: string) => `after().extra.get(${literal(name)}, ${other})`;
  switch (field.type) {
    case 'string': {
      const { values, max = FIXED_LIMITS.extraString } = field;
      if (!values) return `isTextUpTo(${valueOr("''")}, ${max})`;
      return `${valueOr(literal(values[0]!))} in [${values.map(literal).join(', ')}]`;
    }
    case 'number':
      return `${valueOr('0')} is number`;
    case 'boolean':
      return `${valueOr('true')} is bool`;
    case 'timestamp':
      return `${valueOr('request.time')} is timestamp`;
    case 'strings':
      return `isExtraList(${valueOr('[]')})`;
  }
}

/** Rules have no loops. */
const LIST_FUNCTIONS = `
function isExtraList(value) {
  return value is list
    && value.size() <= ${FIXED_LIMITS.extraStrings}
${Array.from({ length: FIXED_LIMITS.extraStrings }, (_unused, i) => `    && isExtraItem(value, ${i})`).join('\n')};
}
function isExtraItem(items, i) {
  return items.size() <= i || isTextUpTo(items[i], ${FIXED_LIMITS.extraStringsItem});
}`;

const literal = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
