/** What a client can do to documents, as cases of the policy name it. Paths and fields may contain `GROUP`. */
import { FirebaseError } from 'firebase/app';
import {
  collection,
  collectionGroup,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  query,
  type Firestore,
  type QueryConstraint,
} from 'firebase/firestore';
import { send, type ClientWrite } from '../fixtures/clientWrites.ts';
import { emulatorHost } from '../emulators/emulatorHost.ts';
import { withCounts } from '../fixtures/counts.ts';
import { tokenFor } from '../http/server.ts';
import { fillIn } from './placeholder.ts';
import { PREFIX, stored } from '../prefix/stored.ts';

/** `uid` is that of the user to whom `firestore` belongs. */
export type Operation = (firestore: Firestore, groupId: string, uid: string) => Promise<unknown>;

export const get =
  (path: string): Operation =>
  (firestore, groupId) =>
    getDoc(doc(firestore, stored(fillIn(path, groupId))));

export const list =
  (path: string, ...constraints: QueryConstraint[]): Operation =>
  (firestore, groupId) =>
    getDocs(query(collection(firestore, stored(fillIn(path, groupId))), ...constraints));

/** Lists all collections of that name. */
export const listAcross =
  (collectionId: string, ...constraints: QueryConstraint[]): Operation =>
  (firestore) =>
    getDocs(query(collectionGroup(firestore, PREFIX + collectionId), ...constraints));

export const count =
  (path: string, ...constraints: QueryConstraint[]): Operation =>
  (firestore, groupId) =>
    getCountFromServer(query(collection(firestore, stored(fillIn(path, groupId))), ...constraints));

/**
 * Lists as `list` does, but skips documents. The web SDK cannot, so this sends the query of Firestore's REST API. `where`
 * is a field with the value that it must have.
 */
export const listFrom =
  (
    offset: number,
    path: string,
    limit?: number,
    where?: [field: string, value: string],
  ): Operation =>
  async (firestore, groupId, uid) => {
    const [collectionId, ...parent] = stored(fillIn(path, groupId)).split('/').reverse();
    const filter = where && {
      fieldFilter: {
        field: { fieldPath: where[0] },
        op: 'EQUAL',
        value: { stringValue: where[1] },
      },
    };
    const projectId = firestore.app.options.projectId!;
    const root = `projects/${projectId}/databases/(default)/documents`;
    const response = await fetch(
      `http://${emulatorHost('FIRESTORE_EMULATOR_HOST').value}/v1/${[root, ...parent.reverse()].join('/')}:runQuery`,
      {
        method: 'POST',
        headers: { Authorization: `Bearer ${tokenFor(projectId, uid)}` },
        body: JSON.stringify({
          structuredQuery: {
            from: [{ collectionId, allDescendants: path === 'members' }],
            ...(filter && { where: filter }),
            ...(limit && { limit }),
            offset,
          },
        }),
      },
    );
    if (response.ok) return;
    const { error } = (await response.json()) as { error: { status: string; message: string } };
    throw new FirebaseError(error.status.toLowerCase().replace('_', '-'), error.message);
  };

/** Writes in one batch, with the counts that the rules require. */
export const write =
  (...writes: ClientWrite[]): Operation =>
  (firestore, groupId, uid) =>
    send(firestore, withCounts(uid, fillIn(writes, groupId)));

/** Writes in one batch, without any other count. */
export const writeOnly =
  (...writes: ClientWrite[]): Operation =>
  (firestore, groupId) =>
    send(firestore, fillIn(writes, groupId));
