import type { ReactNode } from 'react';
import {
  Button,
  Card,
  SegmentedControl,
  Skeleton,
  Stack,
  Title,
  useMantineColorScheme,
} from '@mantine/core';
import { LogOut } from 'lucide-react';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import { Link } from 'react-router';
import { setProfilePhoto, userRef } from 'firegroups';
import { NotificationSettings } from '../components/NotificationSettings.tsx';
import { Page } from '../components/Page.tsx';
import { PhotoButtons } from '../components/PhotoButtons.tsx';
import { ProfileForm } from '../components/ProfileForm.tsx';
import { useFg, useUid } from '../hooks/backend.ts';
import { useSignOut } from '../hooks/useSignOut.ts';

export function Component() {
  const fg = useFg();
  const uid = useUid();
  const [profile, isLoading] = useDocumentData(userRef(fg, uid));
  const signOut = useSignOut();
  return (
    <Page
      title="Settings"
      action={
        <Button component={Link} to={`/people/${uid}`} variant="default">
          My profile
        </Button>
      }
    >
      <Stack>
        <Section title="Profile">
          {isLoading ? <Skeleton h={220} /> : <ProfileForm profile={profile} />}
          {profile && (
            <PhotoButtons
              hasPhoto={Boolean(profile.photoId)}
              save={(image) => setProfilePhoto(fg, image)}
            />
          )}
        </Section>
        <Section title="Appearance">
          <ColorScheme />
        </Section>
        <Section title="Notify me when">
          <NotificationSettings />
        </Section>
        <Button variant="default" leftSection={<LogOut size={16} aria-hidden />} onClick={signOut}>
          Sign out
        </Button>
      </Stack>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" withBorder>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function ColorScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Color scheme"
      data={[
        { value: 'auto', label: 'System' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
      value={colorScheme}
      onChange={(scheme) => {
        setColorScheme(scheme);
      }}
    />
  );
}
