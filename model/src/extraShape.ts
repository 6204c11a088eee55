/** The schema of the map `extra`, from the extra fields that firegroups.config.ts declares. */
import { extraString, extraStrings, extraStringsItem } from './limits.ts';
import * as z from 'zod';
import { type ExtraField, type ExtraKind } from './config/extraOptions.ts';
import { EXTRA_FIELDS, type Extras } from './extra.ts';
import { oneOf, textUpTo, time } from './fieldSchemas.ts';

/** The field `extra` of a kind of document, if this project declares extra fields of it. `timeSchema` is that of a timestamp. */
export function extraShape<Kind extends ExtraKind>(kind: Kind, timeSchema: z.ZodType = time) {
  const fields = Object.entries(EXTRA_FIELDS[kind]);
  const shape = Object.fromEntries(
    fields.map(([name, field]) => [name, schemaOf(field, timeSchema).optional()]),
  );
  const extra = z.strictObject(shape).optional();
  return (fields.length === 0 ? {} : { extra }) as unknown as {
    extra: z.ZodOptional<z.ZodType<Extras[Kind]>>;
  };
}

const ITEM = { error: `expected 1 to ${extraStringsItem} characters on one line` };
const item = z
  .string(ITEM)
  .max(extraStringsItem, ITEM)
  .regex(/^[^\n]+$/, ITEM);

function schemaOf(field: ExtraField, timeSchema: z.ZodType): z.ZodType {
  switch (field.type) {
    case 'string':
      return field.values ? oneOf(field.values) : textUpTo(field.max ?? extraString);
    case 'number':
      return z.number({ error: 'expected a number' });
    case 'boolean':
      return z.boolean({ error: 'expected true or false' });
    case 'timestamp':
      return timeSchema;
    case 'strings':
      return z.array(item).max(extraStrings, {
        error: `expected at most ${extraStrings} strings`,
      });
  }
}
