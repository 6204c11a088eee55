import { Skeleton, Switch, Table } from '@mantine/core';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import { saveNotificationSettings, settingsRef, type NotificationType } from 'firegroups';
import { useFg } from '../hooks/backend.ts';
import { reportError } from '../hooks/useAction.ts';
import { NOTIFICATION_NAMES } from '../notificationText.ts';

const CHANNELS = [
  { channel: 'inApp', label: 'In app' },
  { channel: 'push', label: 'Push' },
] as const;

/** Which notifications the user gets, and how. */
export function NotificationSettings() {
  const fg = useFg();
  const [settings, isLoading] = useDocumentData(settingsRef(fg));
  if (isLoading) return <Skeleton h={300} />;
  const types = Object.entries(NOTIFICATION_NAMES) as [NotificationType, string][];
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          {CHANNELS.map(({ channel, label }) => (
            <Table.Th key={channel}>{label}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {types.map(([type, name]) => {
          // Both are on by default.
          const setting = settings?.notifications?.[type] ?? { inApp: true, push: true };
          return (
            <Table.Tr key={type}>
              <Table.Td>{name}</Table.Td>
              {CHANNELS.map(({ channel, label }) => (
                <Table.Td key={channel}>
                  <Switch
                    aria-label={`${name}: ${label}`}
                    checked={setting[channel]}
                    onChange={({ currentTarget: { checked } }) => {
                      const changed = { [type]: { ...setting, [channel]: checked } };
                      saveNotificationSettings(fg, changed).catch(reportError);
                    }}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
