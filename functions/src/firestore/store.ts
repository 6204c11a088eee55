/** The database of the running function's instance. All access uses this module, which adds the prefix to collection ids. */
import { isOwnPath, withPrefix, withoutPrefix } from '@firegroups/model';
import {
  getFirestore,
  type CollectionGroup,
  type CollectionReference,
  type DocumentReference,
  type Firestore,
} from 'firebase-admin/firestore';
import { instance } from '../instance.ts';

/** The database itself, for transactions and batches. */
export const database = (): Firestore => getFirestore(instance().databaseId);

/** Returns the document at a path of the model. */
export const docAt = (path: string): DocumentReference =>
  database().doc(withPrefix(instance().prefix, path));

/** Returns the collection at a path of the model. */
export const collectionAt = (path: string): CollectionReference =>
  database().collection(withPrefix(instance().prefix, path));

/** The collections of an id, wherever they are. Other parts of the project can have collections of the same id. */
export const collectionsNamed = (id: string): CollectionGroup =>
  database().collectionGroup(instance().prefix + id);

/** The collection of an id below a document. */
export const collectionIn = (document: DocumentReference, id: string): CollectionReference =>
  document.collection(instance().prefix + id);

/** The path of a document without the prefix; null if one of its collection ids does not begin with it. */
export const pathOrNullOf = ({ path }: DocumentReference): string | null =>
  withoutPrefix(instance().prefix, path);

/** Returns the path of a document in the model. Throws an error if the document is not one of firegroups. */
export function pathOf(document: DocumentReference): string {
  const path = pathOrNullOf(document);
  if (path === null) throw new Error('The document is not in a collection of this instance.');
  return path;
}

/** Returns true iff the document lies in a collection of firegroups. Check each result of a collection-group query. */
export function isOwn(document: DocumentReference): boolean {
  const path = pathOrNullOf(document);
  return path !== null && isOwnPath(path);
}
