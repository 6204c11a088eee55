import { Skeleton, Switch, Table } from '@mantine/core';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import { saveNotificationSettings, settingsRef, type NotificationType } from 'firegroups';
import { useFg } from '../hooks/backend.ts';
import { reportError } from '../hooks/useAction.ts';
import { NOTIFICATION_NAMES } from '../notificationText.ts';

const WAYS = [
  { way: 'inApp', label: 'In the app' },
  { way: 'push', label: 'Pushed' },
] as const;

/** What the user wants to be told of, and how. */
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
          {WAYS.map(({ way, label }) => (
            <Table.Th key={way}>{label}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {types.map(([type, name]) => {
          // A type that was never set counts as both.
          const told = settings?.notifications?.[type] ?? { inApp: true, push: true };
          return (
            <Table.Tr key={type}>
              <Table.Td>{name}</Table.Td>
              {WAYS.map(({ way, label }) => (
                <Table.Td key={way}>
                  <Switch
                    aria-label={`${name}: ${label}`}
                    checked={told[way]}
                    onChange={({ currentTarget: { checked } }) => {
                      const changed = { [type]: { ...told, [way]: checked } };
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
