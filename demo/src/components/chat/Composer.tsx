import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ActionIcon, CloseButton, Group, Text, Textarea } from '@mantine/core';
import { Send } from 'lucide-react';
import { updateMessage, isFiregroupsError } from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import { shown } from '../../hooks/shown.ts';
import { inSentences } from '../../hooks/useForm.ts';
import type { Outbox } from '../../hooks/useOutbox.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import { useUnsentText } from '../../hooks/useUnsentText.ts';
import type { Draft } from '../../routes/group/Chat.tsx';
import styles from './Composer.module.css';

/** After so long a menu that has closed has given the focus back to its button, in milliseconds. */
const AFTER_MENU = 50;

/**
 * Where one writes. Enter sends, Shift and Enter begin a line, Escape gives up an answer or a change. What is half written stays
 * while one's own message is changed, or another screen is looked at.
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
  const [changed, setChanged] = useState<{ id: string; text: string }>();
  const [fault, setFault] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const edited = draft.kind === 'edit' ? draft.message : undefined;
  const ofEdited = changed?.id === edited?.id ? changed : edited;
  const text = ofEdited?.text ?? unsent;

  function setText(written: string) {
    if (edited) setChanged({ id: edited.id, text: written });
    else setUnsent(written);
  }

  useEffect(() => {
    if (draft.kind === 'new') return;
    const timer = setTimeout(() => field.current?.focus(), AFTER_MENU);
    return () => {
      clearTimeout(timer);
    };
  }, [draft]);

  function finish() {
    setChanged(undefined);
    setFault(undefined);
    onDone();
  }

  async function submit() {
    if (text.trim() === '') return;
    try {
      if (edited) {
        await shown(updateMessage(fg, groupId, edited.id, { text }));
      } else {
        outbox.send({ text, ...(draft.kind === 'reply' && { replyTo: draft.message.id }) });
        setUnsent('');
      }
      finish();
    } catch (error) {
      if (!isFiregroupsError(error, 'invalid-argument')) throw error;
      setFault(inSentences(error.fields ?? {})['text'] ?? error.message);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
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
      {draft.kind !== 'new' && <About draft={draft} onClose={finish} />}
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
          error={fault}
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

function About(props: { draft: Exclude<Draft, { kind: 'new' }>; onClose: () => void }) {
  const { kind, message } = props.draft;
  const { name } = usePerson(message.authorId);
  return (
    <Group wrap="nowrap" justify="space-between" mb={6}>
      <Text size="sm" c="dimmed" truncate>
        {kind === 'edit' ? 'Your message' : `Answer to ${name}`}: {message.text}
      </Text>
      <CloseButton aria-label="Give up" onClick={props.onClose} />
    </Group>
  );
}
