import { useState, type ReactNode } from 'react';
import { Button, Center, Skeleton, Stack } from '@mantine/core';
import type { Query, QueryDocumentSnapshot } from 'firebase/firestore';
import { useCollection } from 'react-firebase-hooks/firestore';
import type { PageOptions } from 'firegroups';
import { Failed } from './Problem.tsx';

interface Pages<T> {
  /** The query of one page: give it the options that it gets. */
  query: (page: PageOptions) => Query<T>;
  /** How many items a page has. */
  pageSize: number;
  item: (item: T) => ReactNode;
  /** What is shown where there is nothing. */
  empty: ReactNode;
  /** How high an item is, roughly, in pixels: for what stands there while it loads. */
  height?: number;
}

/** A list that is live, page by page; a button brings the next one. */
export function PagedList<T extends { id: string }>(props: Pages<T>) {
  return (
    <Stack gap="sm">
      <Page {...props} />
    </Stack>
  );
}

function Page<T extends { id: string }>(
  props: Pages<T> & { after?: QueryDocumentSnapshot<T> | undefined },
) {
  const { query, pageSize, item, empty, height = 72, after } = props;
  const [isMoreWanted, setMoreWanted] = useState(false);
  const [page, , error] = useCollection(query({ limit: pageSize, after }));
  if (error) return <Failed error={error} />;
  if (!page) {
    return Array.from({ length: after ? 1 : 4 }, (_unused, i) => <Skeleton key={i} h={height} />);
  }
  // From the cache alone nothing is known to be missing.
  if (page.empty && !after && !page.metadata.fromCache) return empty;
  const last = page.docs.at(-1);
  const isFull = page.size === pageSize;
  return (
    <>
      {page.docs.map((document) => item(document.data()))}
      {isFull &&
        (isMoreWanted ? (
          <Page {...props} after={last} />
        ) : (
          <Center>
            <Button
              variant="default"
              onClick={() => {
                setMoreWanted(true);
              }}
            >
              Show more
            </Button>
          </Center>
        ))}
    </>
  );
}
