import { useState } from 'react';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { isFiregroupsError } from 'firegroups';
import { logUnknownError, errorMessage } from '../../hooks/useAction.ts';
import { untilWrittenLocally } from '../../hooks/localWrite.ts';
import { useOneAtATime } from '../../hooks/useOneAtATime.ts';

/** A form with one text field, to write or edit a post or comment. */
export function TextForm(props: {
  label: string;
  placeholder?: string;
  /** The label of the button. */
  submit: string;
  initial?: string;
  send: (text: string) => Promise<unknown>;
  onDone?: () => void;
}) {
  const { label, placeholder, submit, initial = '', send, onDone } = props;
  const [text, setText] = useState(initial);
  const [error, setError] = useState<string>();
  const oneAtATime = useOneAtATime();
  const submitText = async () => {
    // After a double click, the field is empty already.
    if (text === '' && initial === '') return;
    try {
      await untilWrittenLocally(send(text));
      setText('');
      setError(undefined);
      onDone?.();
    } catch (failure) {
      logUnknownError(failure);
      const problem = isFiregroupsError(failure) ? failure.fields?.['content'] : undefined;
      setError(problem ?? errorMessage(failure));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void oneAtATime(submitText);
      }}
    >
      <Stack gap="xs">
        <Textarea
          aria-label={label}
          placeholder={placeholder}
          autosize
          minRows={initial ? 2 : 1}
          maxRows={10}
          value={text}
          error={error}
          autoFocus={initial !== ''}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        {(text !== '' || initial !== '') && (
          <Group justify="flex-end" gap="xs">
            {onDone && (
              <Button variant="default" size="xs" onClick={onDone}>
                Cancel
              </Button>
            )}
            <Button type="submit" size="xs">
              {submit}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
