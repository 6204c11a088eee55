import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import type { EventFields, GroupEvent } from 'firegroups';
import { untilWrittenLocally } from '../../hooks/localWrite.ts';
import { FORM_ERROR, useVerbForm } from '../../hooks/useForm.ts';
import { serverNow } from '../../serverClock.ts';
import { Dialog } from '../Dialog.tsx';
import { FormError } from '../FormError.tsx';

interface EventDialogProps {
  title: string;
  submit: string;
  /** The event to edit. Leave it out to plan a new one. */
  event?: GroupEvent;
  opened: boolean;
  onClose: () => void;
  /** Gets all fields of a new event, or only the changed fields of an existing one. */
  send: (fields: EventFields) => Promise<unknown>;
}

/** The dialog to plan or edit an event. */
export function EventDialog(props: EventDialogProps) {
  const { title, opened, onClose } = props;
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <EventForm {...props} />
    </Dialog>
  );
}

function EventForm({ submit, event, onClose, send }: EventDialogProps) {
  const form = useVerbForm({
    title: event?.title ?? '',
    eventTime: event ? toInputValue(event.eventTime) : '',
    location: event?.location ?? '',
    description: event?.description ?? '',
  });
  const save = async () => {
    const { eventTime, ...fields } = event ? form.changed() : form.getValues();
    const time = eventTime === undefined ? undefined : new Date(eventTime);
    // Checked here because the dialog closes before the server answers.
    if (time && time <= serverNow()) {
      form.setFieldError('eventTime', 'Choose a time in the future.');
      return;
    }
    const isSaved = await form.send(async () => {
      await untilWrittenLocally(
        send({ ...fields, ...(time && { eventTime: time }) } as EventFields),
      );
      return true;
    });
    if (isSaved) onClose();
  };
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void save();
      }}
    >
      <Stack>
        <TextInput label="Title" required data-autofocus {...form.getInputProps('title')} />
        <TextInput
          label="Date and time"
          type="datetime-local"
          required
          {...form.getInputProps('eventTime')}
        />
        <TextInput label="Location" {...form.getInputProps('location')} />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('description')}
        />
        <FormError message={form.errors[FORM_ERROR]} />
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

/** A time as the value of a `datetime-local` input: the local time, to the minute. */
function toInputValue(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
