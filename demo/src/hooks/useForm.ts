import { useForm } from '@mantine/form';
import { isFiregroupsError } from 'firegroups';
import { logUnknownError, errorMessage } from './useAction.ts';
import { useOneAtATime } from './useOneAtATime.ts';

type Form<Values extends Record<string, unknown>> = ReturnType<typeof useForm<Values>>;

/** A form for a function of the SDK. Its fields have the function's field names, so that errors appear next to their fields. */
export type VerbForm<Values extends Record<string, unknown>> = Form<Values> & {
  /**
   * Submits the form. Resolves with the result of `send`, or with undefined if it failed or the form is being submitted already.
   * The form shows the error.
   */
  send: <Result>(send: (values: Values) => Promise<Result>) => Promise<Result | undefined>;
  /** The fields that the user changed. Leaves out the others, because someone else may have changed them in the meantime. */
  changed: () => Partial<Values>;
};

/** The name of an error that concerns the whole form. */
export const FORM_ERROR = 'form';

/** Creates a form with initial values. */
export function useVerbForm<Values extends Record<string, unknown>>(
  initialValues: Values,
): VerbForm<Values> {
  const form = useForm<Values>({ initialValues });
  const oneAtATime = useOneAtATime();
  const send: VerbForm<Values>['send'] = (act) =>
    oneAtATime(async () => {
      form.clearErrors();
      form.setSubmitting(true);
      try {
        return await act(form.getValues());
      } catch (error) {
        logUnknownError(error);
        if (isFiregroupsError(error) && error.fields) form.setErrors(fieldMessages(error.fields));
        else form.setErrors({ [FORM_ERROR]: errorMessage(error) });
        return undefined;
      } finally {
        form.setSubmitting(false);
      }
    });
  const changed = () => {
    const entries = Object.entries(form.getValues()).filter(([name]) => form.isDirty(name));
    return Object.fromEntries(entries) as Partial<Values>;
  };
  return { ...form, send, changed };
}

/** Turns the SDK's field errors into sentences to show next to the fields. */
export function fieldMessages(fields: Readonly<Record<string, string>>): Record<string, string> {
  const sentence = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`;
  return Object.fromEntries(
    Object.entries(fields).map(([name, expected]) => [name, sentence(expected)]),
  );
}
