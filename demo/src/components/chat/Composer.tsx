import { useState, type KeyboardEvent } from 'react';
import { ActionIcon, CloseButton, Group, Text, Textarea } from '@mantine/core';
import { Send } from 'lucide-react';
import { editMessage, isFiregroupsError } from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import { reportError } from '../../hooks/useAction.ts';
import type { Outbox } from '../../hooks/useOutbox.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import type { Draft } from '../../routes/group/Chat.tsx';
import styles from './Composer.module.css';

/** Where one writes. Enter sends, Shift and Enter begin a line, Escape gives up an answer or a change. */
export function Composer(props: {
  groupId: string;
  draft: Draft;
  outbox: Outbox;
  onDone: () => void;
}) {
  const { groupId, draft, outbox, onDone } = props;
  const fg = useFg();
  const [text, setText] = useState(draft.kind === 'edit' ? draft.message.text : '');
  const [fault, setFault] = useState<string>();

  function submit() {
    if (text.trim() === '') return;
    try {
      if (draft.kind === 'edit') {
        editMessage(fg, groupId, draft.message.id, { text }).catch(reportError);
      } else {
        outbox.send({ text, ...(draft.kind === 'reply' && { replyTo: draft.message.id }) });
      }
      setText('');
      setFault(undefined);
      onDone();
    } catch (error) {
      if (!isFiregroupsError(error, 'invalid-argument')) throw error;
      setFault(error.fields?.['text'] ?? error.message);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    submit();
  }

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {draft.kind !== 'new' && <About draft={draft} onClose={onDone} />}
      <Group wrap="nowrap" align="flex-end" gap="xs">
        <Textarea
          flex={1}
          aria-label="Message"
          placeholder="Write a message"
          autosize
          minRows={1}
          maxRows={6}
          radius="lg"
          autoFocus={draft.kind !== 'new'}
          value={text}
          error={fault}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <ActionIcon
          type="submit"
          size={36}
          radius="xl"
          aria-label={draft.kind === 'edit' ? 'Save' : 'Send'}
        >
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
