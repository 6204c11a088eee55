import { useState, type ReactNode } from 'react';
import { Button, Center, Skeleton, Stack } from '@mantine/core';
import type { Query, QueryDocumentSnapshot } from 'firebase/firestore';
import { useCollection } from 'react-firebase-hooks/firestore';
import type { PageOptions } from 'firegroups';
import { useOnline } from '../hooks/useOnline.ts';
import { UnavailableOffline } from './Unavailable.tsx';
import { LoadError } from './LoadError.tsx';

interface Pages<T> {
  /** Builds the query for one page. Pass the options on to the SDK. */
  query: (page: PageOptions) => Query<T>;
  /** Number of items per page. */
  pageSize: number;
  item: (item: T) => ReactNode;
  /** Shown if the list is empty. */
  empty: ReactNode;
  /** Approximate height of an item in pixels, for the skeletons. */
  height?: number;
  /** Wraps the list. Left out if the list is empty. */
  frame?: (list: ReactNode) => ReactNode;
}

// If the cache was empty and the server has nothing either, only the metadata changes.
const OPTIONS = { snapshotListenOptions: { includeMetadataChanges: true } };

/** A live list that loads page by page, with a "Show more" button. Use a different `key` for a different list. */
export function PagedList<T extends { id: string }>(props: Pages<T>) {
  return <Page {...props} />;
}

function Page<T extends { id: string }>(
  props: Pages<T> & { after?: QueryDocumentSnapshot<T> | undefined },
) {
  const { query, pageSize, item, empty, height = 72, frame, after } = props;
  const isOnline = useOnline();
  const [isExpanded, setExpanded] = useState(false);
  const [loaded, , error] = useCollection(query({ limit: pageSize, after }), OPTIONS);
  // If the previous page changes, this page's query changes too. Keep showing the old result until the new one arrives.
  const [page, setPage] = useState(loaded);
  if (loaded && loaded !== page) setPage(loaded);

  const inFrame = (list: ReactNode) => {
    if (after) return list;
    const stack = <Stack gap="sm">{list}</Stack>;
    return frame ? frame(stack) : stack;
  };
  if (error) return inFrame(<LoadError error={error} />);
  if (!page) {
    const count = after || frame ? 1 : 4;
    return inFrame(Array.from({ length: count }, (_unused, i) => <Skeleton key={i} h={height} />));
  }
  if (page.empty && !after) {
    if (!page.metadata.fromCache) return empty;
    // An empty cache does not mean that the server has nothing.
    return isOnline ? null : <UnavailableOffline />;
  }
  const last = page.docs.at(-1);
  const isFull = page.size === pageSize;
  return inFrame(
    <>
      {page.docs.map((document) => item(document.data()))}
      {/* When an item is deleted, this page is briefly short. Keep the next page. */}
      {isExpanded && last && <Page {...props} after={last} />}
      {isFull && !isExpanded && (
        <Center>
          <Button
            variant="default"
            onClick={() => {
              setExpanded(true);
            }}
          >
            Show more
          </Button>
        </Center>
      )}
    </>,
  );
}
