import { Button, Group } from '@mantine/core';
import { Check, X } from 'lucide-react';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import { vote, voteRef, withdrawVote, type GroupEvent, type VoteChoice } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { useGroup } from '../../hooks/group.ts';
import { reportError } from '../../hooks/useAction.ts';
import { serverNow } from '../../serverClock.ts';

const CHOICES = [
  { choice: 'going', label: 'Going', icon: Check, count: (event: GroupEvent) => event.goingCount },
  {
    choice: 'not_going',
    label: 'Not going',
    icon: X,
    count: (event: GroupEvent) => event.notGoingCount,
  },
] as const;

/** The vote buttons, with the number of votes. A second click on the same button withdraws the vote. */
export function VoteButtons({ event }: { event: GroupEvent }) {
  const fg = useFg();
  const { groupId } = useGroup();
  const [ownVote] = useDocumentData(voteRef(fg, groupId, event.id, useUid()));
  const cast = (choice: VoteChoice) => () => {
    const isWithdrawal = ownVote?.vote === choice;
    const saved = isWithdrawal
      ? withdrawVote(fg, groupId, event.id)
      : vote(fg, groupId, event.id, choice);
    saved.catch(reportError);
  };
  const isClosed = hasStarted(event) || Boolean(event.cancelledAt);
  return (
    <Group gap="xs">
      {CHOICES.map(({ choice, label, icon: Icon, count }) => (
        <Button
          key={choice}
          size="xs"
          variant={ownVote?.vote === choice ? 'filled' : 'default'}
          aria-pressed={ownVote?.vote === choice}
          disabled={isClosed}
          leftSection={<Icon size={14} aria-hidden />}
          onClick={cast(choice)}
        >
          {label} · {count(event)}
        </Button>
      ))}
    </Group>
  );
}

function hasStarted({ eventTime }: GroupEvent): boolean {
  return eventTime <= serverNow();
}
