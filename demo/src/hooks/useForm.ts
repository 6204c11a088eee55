import { useForm } from '@mantine/form';
import { isFiregroupsError } from 'firegroups';
import { logUnknown, sentenceFor } from './useAction.ts';

type Form<Values extends Record<string, unknown>> = ReturnType<typeof useForm<Values>>;

/** A form that a verb of the SDK takes: its fields have the verb's names, so that what it says of them stands beside them. */
export type VerbForm<Values extends Record<string, unknown>> = Form<Values> & {
  /** Submits; resolves with what `send` gives back, or with undefined where it was refused, which the form shows then. */
  send: <Result>(send: (values: Values) => Promise<Result>) => Promise<Result | undefined>;
  /** The fields that the user has changed: what others change meanwhile in the rest stays theirs. */
  changed: () => Partial<Values>;
};

/** The name under which a form has what was refused for no field's sake. */
export const WHOLE_FORM = 'form';

/** A form for the fields of a verb, as they are at first. */
export function useVerbForm<Values extends Record<string, unknown>>(
  initialValues: Values,
): VerbForm<Values> {
  const form = useForm<Values>({ initialValues });
  const send: VerbForm<Values>['send'] = async (act) => {
    form.clearErrors();
    form.setSubmitting(true);
    try {
      return await act(form.getValues());
    } catch (error) {
      logUnknown(error);
      if (isFiregroupsError(error) && error.fields) form.setErrors(inSentences(error.fields));
      else form.setErrors({ [WHOLE_FORM]: sentenceFor(error) });
      return undefined;
    } finally {
      form.setSubmitting(false);
    }
  };
  const changed = () => {
    const entries = Object.entries(form.getValues()).filter(([name]) => form.isDirty(name));
    return Object.fromEntries(entries) as Partial<Values>;
  };
  return { ...form, send, changed };
}

/** What was expected of each field, as a sentence to stand beside it. */
export function inSentences(fields: Readonly<Record<string, string>>): Record<string, string> {
  const sentence = (words: string) => `${words[0]!.toUpperCase()}${words.slice(1)}.`;
  return Object.fromEntries(
    Object.entries(fields).map(([name, expected]) => [name, sentence(expected)]),
  );
}
