import { useMemo, useState } from 'react';
import { Card, Container, Stack, Text, Title } from '@mantine/core';
import { useDocument } from 'react-firebase-hooks/firestore';
import { Navigate, useLocation } from 'react-router';
import { userRef } from 'firegroups';
import { useAccount, useFg } from '../hooks/backend.ts';
import { FailedMessagesContext, type FailedMessage } from '../hooks/useOutbox.ts';
import { Failed } from './Problem.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { Shell } from './Shell.tsx';

/** Leads who is not signed in to the sign-in screen, and from there back to where they wanted to go. */
export function SignedIn() {
  const account = useAccount();
  const { pathname } = useLocation();
  if (!account) return <Navigate to="/sign-in" state={{ from: pathname }} replace />;
  return <WithProfile key={account.uid} uid={account.uid} />;
}

// That the server has none either is told by the metadata alone where the cache knew it before.
const OPTIONS = { snapshotListenOptions: { includeMetadataChanges: true } };

/** Asks who has no profile for one: groups take nobody without a name. */
function WithProfile({ uid }: { uid: string }) {
  const [profile, , error] = useDocument(userRef(useFg(), uid), OPTIONS);
  const [failed, change] = useState<readonly FailedMessage[]>([]);
  const kept = useMemo(() => ({ failed, change }), [failed]);
  if (error) return <Failed error={error} />;
  // The screens do not wait for it: nearly everybody has one. From the cache alone, none is known to be missing.
  const isMissing = profile && !profile.exists() && !profile.metadata.fromCache;
  if (isMissing) return <FirstProfile />;
  return (
    <FailedMessagesContext value={kept}>
      <Shell />
    </FailedMessagesContext>
  );
}

function FirstProfile() {
  return (
    <Container component="main" size={460} py="xl">
      <Card withBorder>
        <Stack>
          <Title order={1} size="h3">
            Who are you?
          </Title>
          <Text c="dimmed">Others see this of you, in the groups that you are in.</Text>
          <ProfileForm />
        </Stack>
      </Card>
    </Container>
  );
}
