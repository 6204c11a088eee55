import { useState } from 'react';
import { CloseButton, EmptyState, Group, Select, TextInput } from '@mantine/core';
import { Search, SearchX } from 'lucide-react';
import { LIMITS, publicGroupsQuery, type PublicGroupsOptions } from 'firegroups';
import { GroupCard } from '../components/GroupCard.tsx';
import { Page } from '../components/Page.tsx';
import { PagedList } from '../components/PagedList.tsx';
import { useFg } from '../hooks/backend.ts';
import { useSearch } from '../hooks/useSearch.ts';

type Order = NonNullable<PublicGroupsOptions['orderBy']>;

const ORDERS: { value: Order; label: string }[] = [
  { value: 'newest', label: 'Newest' },
  { value: 'largest', label: 'Largest' },
  { value: 'title', label: 'Title' },
];

export function Component() {
  const fg = useFg();
  const [typed, setTyped] = useState('');
  const [orderBy, setOrderBy] = useState<Order>('newest');
  const search = useSearch(typed, LIMITS.groupTitle);
  const options: PublicGroupsOptions = search ? { search } : { orderBy };
  return (
    <Page title="Browse groups">
      <Group mb="md" wrap="nowrap">
        <TextInput
          flex={1}
          type="search"
          aria-label="Title starts with"
          placeholder="Title starts with…"
          leftSection={<Search size={16} aria-hidden />}
          rightSection={
            typed && (
              <CloseButton
                aria-label="Clear search"
                onClick={() => {
                  setTyped('');
                }}
              />
            )
          }
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <Select
          w={150}
          aria-label="Sort by"
          data={ORDERS}
          allowDeselect={false}
          disabled={search !== ''}
          value={search ? 'title' : orderBy}
          onChange={(order) => {
            setOrderBy(order!);
          }}
        />
      </Group>
      <PagedList
        key={JSON.stringify(options)}
        query={(page) => publicGroupsQuery(fg, { ...options, ...page })}
        pageSize={20}
        item={(group) => <GroupCard key={group.id} group={group} />}
        empty={
          <EmptyState
            py="xl"
            variant="light"
            icon={<SearchX aria-hidden />}
            title={search ? `No titles start with “${search}”` : 'No public groups yet'}
            description="Private groups are not listed."
          />
        }
      />
    </Page>
  );
}
