import { useState } from 'react';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { isFiregroupsError } from 'firegroups';
import { logUnknown, sentenceFor } from '../../hooks/useAction.ts';
import { shown } from '../../hooks/shown.ts';

/** One text to write, or to write anew: a post, a comment. */
export function TextForm(props: {
  label: string;
  placeholder?: string;
  /** What the button says. */
  submit: string;
  initial?: string;
  send: (text: string) => Promise<unknown>;
  onDone?: () => void;
}) {
  const { label, placeholder, submit, initial = '', send, onDone } = props;
  const [text, setText] = useState(initial);
  const [fault, setFault] = useState<string>();
  const write = async () => {
    try {
      await shown(send(text));
      setText('');
      setFault(undefined);
      onDone?.();
    } catch (error) {
      logUnknown(error);
      const expected = isFiregroupsError(error) ? error.fields?.['content'] : undefined;
      setFault(expected ?? sentenceFor(error));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void write();
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
          error={fault}
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
