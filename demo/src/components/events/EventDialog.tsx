import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import type { EventFields, GroupEvent } from 'firegroups';
import { shown } from '../../hooks/shown.ts';
import { WHOLE_FORM, useVerbForm } from '../../hooks/useForm.ts';
import { FormError } from '../FormError.tsx';

interface EventDialogProps {
  title: string;
  submit: string;
  /** The event as it is, where there is one. */
  event?: GroupEvent;
  opened: boolean;
  onClose: () => void;
  /** Takes all fields of a new event, of one that is there those that were changed. */
  send: (fields: EventFields) => Promise<unknown>;
}

/** Plans an event, or plans it anew. */
export function EventDialog(props: EventDialogProps) {
  const { title, opened, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <EventForm {...props} />
    </Modal>
  );
}

function EventForm({ submit, event, onClose, send }: EventDialogProps) {
  const form = useVerbForm({
    title: event?.title ?? '',
    eventTime: event ? forInput(event.eventTime) : '',
    location: event?.location ?? '',
    description: event?.description ?? '',
  });
  const plan = async () => {
    const { eventTime, ...fields } = event ? form.changed() : form.getValues();
    const time = eventTime === undefined ? undefined : new Date(eventTime);
    // The rest only the server can tell; by then the dialog is closed.
    if (time && time.getTime() <= Date.now()) {
      form.setFieldError('eventTime', 'Choose a time to come.');
      return;
    }
    const isSent = await form.send(async () => {
      await shown(send({ ...fields, ...(time && { eventTime: time }) } as EventFields));
      return true;
    });
    if (isSent) onClose();
  };
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void plan();
      }}
    >
      <Stack>
        <TextInput label="Title" required data-autofocus {...form.getInputProps('title')} />
        <TextInput
          label="When"
          type="datetime-local"
          required
          {...form.getInputProps('eventTime')}
        />
        <TextInput label="Where" {...form.getInputProps('location')} />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('description')}
        />
        <FormError fault={form.errors[WHOLE_FORM]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">{submit}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A time as the browser's own field has it: where the user is, to the minute. */
function forInput(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
