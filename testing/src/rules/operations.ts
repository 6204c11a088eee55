/** What a client can do to documents, as cases of the policy name it. Paths and fields may contain `GROUP`. */
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
import { withCounts } from '../fixtures/counts.ts';
import { fillIn } from './placeholder.ts';

/** `uid` is that of the user to whom `firestore` belongs. */
export type Operation = (firestore: Firestore, groupId: string, uid: string) => Promise<unknown>;

export const get =
  (path: string): Operation =>
  (firestore, groupId) =>
    getDoc(doc(firestore, fillIn(path, groupId)));

export const list =
  (path: string, ...constraints: QueryConstraint[]): Operation =>
  (firestore, groupId) =>
    getDocs(query(collection(firestore, fillIn(path, groupId)), ...constraints));

/** Lists all collections of that name. */
export const listAcross =
  (collectionId: string, ...constraints: QueryConstraint[]): Operation =>
  (firestore) =>
    getDocs(query(collectionGroup(firestore, collectionId), ...constraints));

export const count =
  (path: string, ...constraints: QueryConstraint[]): Operation =>
  (firestore, groupId) =>
    getCountFromServer(query(collection(firestore, fillIn(path, groupId)), ...constraints));

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
