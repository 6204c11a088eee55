import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ActionIcon, CloseButton, Group, Text, Textarea } from '@mantine/core';
import { Send } from 'lucide-react';
import { updateMessage, isFiregroupsError } from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import { untilWrittenLocally } from '../../hooks/localWrite.ts';
import { fieldMessages } from '../../hooks/useForm.ts';
import type { Outbox } from '../../hooks/useOutbox.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import { useUnsentText } from '../../hooks/useUnsentText.ts';
import type { Draft } from './draft.ts';
import styles from './Composer.module.css';

/** A closing menu returns the focus to its button. After this time, in milliseconds, the field can take it. */
const FOCUS_DELAY = 50;

/**
 * The field for writing messages. Enter sends, Shift+Enter starts a new line, and Escape cancels a reply or an edit. An unsent
 * message is kept while the user edits another one or opens another screen.
 */
export function Composer(props: {
  groupId: string;
  draft: Draft;
  outbox: Outbox;
  onDone: () => void;
}) {
  const { groupId, draft, outbox, onDone } = props;
  const fg = useFg();
  const [unsent, setUnsent] = useUnsentText(groupId);
  const [edit, setEdit] = useState<{ id: string; text: string }>();
  const [error, setError] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const edited = draft.kind === 'edit' ? draft.message : undefined;
  const current = edit?.id === edited?.id ? edit : edited;
  const text = current?.text ?? unsent;

  function setText(newText: string) {
    if (edited) setEdit({ id: edited.id, text: newText });
    else setUnsent(newText);
  }

  useEffect(() => {
    if (draft.kind === 'new') return;
    const timer = setTimeout(() => field.current?.focus(), FOCUS_DELAY);
    return () => {
      clearTimeout(timer);
    };
  }, [draft]);

  function finish() {
    setEdit(undefined);
    setError(undefined);
    onDone();
  }

  async function submit() {
    if (text.trim() === '') return;
    try {
      if (edited) {
        await untilWrittenLocally(updateMessage(fg, groupId, edited.id, { text }));
      } else {
        outbox.send({ text, ...(draft.kind === 'reply' && { replyTo: draft.message.id }) });
        setUnsent('');
      }
      finish();
    } catch (failure) {
      if (!isFiregroupsError(failure, 'invalid-argument')) throw failure;
      setError(fieldMessages(failure.fields ?? {})['text'] ?? failure.message);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isForInputMethod(event.nativeEvent)) return;
    if (event.key === 'Escape') finish();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void submit();
  }

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {draft.kind !== 'new' && <DraftHeader draft={draft} onClose={finish} />}
      <Group wrap="nowrap" align="flex-end" gap="xs">
        <Textarea
          ref={field}
          flex={1}
          aria-label="Message"
          placeholder="Write a message"
          autosize
          minRows={1}
          maxRows={6}
          radius="lg"
          value={text}
          error={error}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <ActionIcon type="submit" size={36} radius="xl" aria-label={edited ? 'Save' : 'Send'}>
          <Send size={18} aria-hidden />
        </ActionIcon>
      </Group>
    </form>
  );
}

/** Whether an input method uses the key, for example Enter to choose a candidate. */
function isForInputMethod(event: globalThis.KeyboardEvent): boolean {
  // Safari ends the composition before it reports the key. Then only this code tells, and nothing has replaced it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return event.isComposing || event.keyCode === 229;
}

function DraftHeader(props: { draft: Exclude<Draft, { kind: 'new' }>; onClose: () => void }) {
  const { kind, message } = props.draft;
  const { name } = usePerson(message.authorId);
  return (
    <Group wrap="nowrap" justify="space-between" mb={6}>
      <Text size="sm" c="dimmed" truncate>
        {kind === 'edit' ? 'Editing' : `Replying to ${name}`}: {message.text}
      </Text>
      <CloseButton aria-label="Cancel" onClick={props.onClose} />
    </Group>
  );
}
