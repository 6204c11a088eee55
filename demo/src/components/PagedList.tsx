import { useState, type ReactNode } from 'react';
import { Button, Center, Skeleton, Stack } from '@mantine/core';
import type { Query, QueryDocumentSnapshot } from 'firebase/firestore';
import { useCollection } from 'react-firebase-hooks/firestore';
import type { PageOptions } from 'firegroups';
import { useOnline } from '../hooks/useOnline.ts';
import { NotKept } from './Missing.tsx';
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
  /** What is around the list, for one that is not there where there is nothing. */
  frame?: (list: ReactNode) => ReactNode;
}

// That the server, too, has nothing where the cache had nothing changes the metadata alone.
const OPTIONS = { snapshotListenOptions: { includeMetadataChanges: true } };

/** A list that is live, page by page; a button brings the next one. Another list needs another `key`. */
export function PagedList<T extends { id: string }>(props: Pages<T>) {
  return <Page {...props} />;
}

function Page<T extends { id: string }>(
  props: Pages<T> & { after?: QueryDocumentSnapshot<T> | undefined },
) {
  const { query, pageSize, item, empty, height = 72, frame, after } = props;
  const isOnline = useOnline();
  const [isMoreWanted, setMoreWanted] = useState(false);
  const [loaded, , error] = useCollection(query({ limit: pageSize, after }), OPTIONS);
  // When the page before ends elsewhere, this one is another query: what it was stays until that is there.
  const [page, setPage] = useState(loaded);
  if (loaded && loaded !== page) setPage(loaded);

  const inFrame = (list: ReactNode) => {
    if (after) return list;
    const stack = <Stack gap="sm">{list}</Stack>;
    return frame ? frame(stack) : stack;
  };
  if (error) return inFrame(<Failed error={error} />);
  if (!page) {
    const count = after || frame ? 1 : 4;
    return inFrame(Array.from({ length: count }, (_unused, i) => <Skeleton key={i} h={height} />));
  }
  if (page.empty && !after) {
    if (!page.metadata.fromCache) return empty;
    // From the cache alone nothing is known to be missing.
    return isOnline ? null : <NotKept />;
  }
  const last = page.docs.at(-1);
  const isFull = page.size === pageSize;
  return inFrame(
    <>
      {page.docs.map((document) => item(document.data()))}
      {/* Where an item is deleted the page is short for a moment: those after it stay. */}
      {isMoreWanted && last && <Page {...props} after={last} />}
      {isFull && !isMoreWanted && (
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
      )}
    </>,
  );
}
