/** Converters. They are constants, so that two equal queries satisfy `queryEqual` and hooks do not subscribe again. */
import {
  Timestamp,
  type DocumentData,
  type FirestoreDataConverter,
  type QueryDocumentSnapshot,
} from 'firebase/firestore';
import type { Group, GroupEvent, Post } from './documents.ts';

function withDates(data: DocumentData): DocumentData {
  for (const [name, value] of Object.entries(data)) {
    if (value instanceof Timestamp) data[name] = value.toDate();
    else if (name === 'extra') withDates(Object(value) as DocumentData);
  }
  return data;
}

function converterWith<T>(defaults: Partial<T> = {}): FirestoreDataConverter<T> {
  return {
    fromFirestore: (snapshot: QueryDocumentSnapshot) => {
      // A time that the server has not set yet is the device's time, not null.
      const data = snapshot.data({ serverTimestamps: 'estimate' });
      return { ...defaults, ...withDates(data), id: snapshot.id } as T;
    },
    toFirestore: (value) => {
      const { id: _id, ...fields } = value as DocumentData;
      return fields;
    },
  };
}

/** For documents without counts. */
export const plainConverter: FirestoreDataConverter<unknown> = /* @__PURE__ */ converterWith();
export const groupConverter = /* @__PURE__ */ converterWith<Group>({ memberCount: 0 });
export const postConverter = /* @__PURE__ */ converterWith<Post>({ commentCount: 0 });
export const eventConverter = /* @__PURE__ */ converterWith<GroupEvent>({
  goingCount: 0,
  notGoingCount: 0,
});
