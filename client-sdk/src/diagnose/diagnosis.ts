/** The types that a write and the diagnosis of its refusal share. */
import type { DocumentReference } from 'firebase/firestore';
import type { ErrorReason, LimitedAction, MembershipAction } from '@firegroups/model';
import type { ONLY } from './messages.ts';

/** Why the rules refused a write. */
export interface Diagnosis {
  reason: ErrorReason;
  /** Replaces the reason's general message. */
  message?: string | undefined;
  /** For `too-many`: when the write is possible again. */
  retryAt?: Date;
}

/** What a write is about: a document, a membership, or a new group; and its count, if the rules limit it. */
export type WriteSubject<T> = (
  DocumentSubject<T> | { membership: MembershipChange } | { newGroup: DocumentReference }
) & { count?: Count };

/** The count of a limited action. */
export interface Count {
  action: LimitedAction;
  /** How often the action is possible, in a window of so many hours. */
  bound: { most: number; hours: number };
  /** The document that counts. */
  limit: DocumentReference;
  /** The count that the refused write went on from; undefined if the client knew none. */
  known: number | undefined;
  /** Sends the write, going on from another count. */
  send: (known?: number) => Promise<void>;
}

/** A write that requires a document to exist and, in a group, the user to be joined. */
export interface DocumentSubject<T> extends DiagnosisHints<T> {
  document: DocumentReference<T>;
}

/** What else the diagnosis of a document's write needs to know. */
export interface DiagnosisHints<T> {
  /**
   * The document that the write creates. After a broken connection, Firestore sends a write again that may have arrived,
   * and the rules refuse the second one. If the document exists, the write has succeeded.
   */
  created?: DocumentReference;
  /**
   * Returns the reason, given the document and whether the user is an admin of its group; null if nothing was left to write,
   * which is no error. Without it, the reason is `permission-denied`.
   */
  reason?: (document: T, byAdmin: boolean) => ErrorReason | null;
  /** Who may do this, for the message of `permission-denied`. */
  only?: keyof typeof ONLY;
}

/** A row of the membership table, the group, and the user whose membership it changes. */
export type MembershipChange = [action: MembershipAction, groupId: string, uid: string];
