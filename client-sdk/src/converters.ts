/** Converters are constants of the module, so that `queryEqual` holds between two calls and hooks do not re-subscribe. */
import {
  Timestamp,
  type DocumentData,
  type FirestoreDataConverter,
  type QueryDocumentSnapshot,
} from 'firebase/firestore';
import type { Group, Member, Message, Notification, User } from './documents.ts';

function converterWith<T extends { id: string }>(
  defaults: Partial<T> = {},
): FirestoreDataConverter<T> {
  return {
    fromFirestore: (snapshot: QueryDocumentSnapshot) => {
      // A time that the server has yet to set reads as this device's, not as null.
      const data = snapshot.data({ serverTimestamps: 'estimate' });
      return { ...defaults, ...withDates(data), id: snapshot.id } as T;
    },
    toFirestore: (value) => {
      const { id: _id, ...fields } = value as DocumentData;
      return fields;
    },
  };
}

function withDates(data: DocumentData): DocumentData {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]: [string, unknown]) => [
      name,
      value instanceof Timestamp ? value.toDate() : value,
    ]),
  );
}

export const userConverter = /* @__PURE__ */ converterWith<User>();
export const groupConverter = /* @__PURE__ */ converterWith<Group>({ memberCount: 0 });
export const memberConverter = /* @__PURE__ */ converterWith<Member>();
export const messageConverter = /* @__PURE__ */ converterWith<Message>();
export const notificationConverter = /* @__PURE__ */ converterWith<Notification>();
