/** What a verb and what explains its refusal say to each other. */
import type { DocumentReference } from 'firebase/firestore';
import type { ErrorReason, MembershipAction } from '@firegroups/model';
import type { ONLY } from './messages.ts';

/** Why something was refused, and what to say in place of the reason's general sentence. */
export interface Diagnosis {
  reason: ErrorReason;
  message?: string | undefined;
}

/** What to say of a refused write that is for no general reason. */
export interface DiagnosisHints<T> {
  /**
   * The document that is created. After a broken connection Firestore sends again what may have arrived, and the rules
   * refuse it the second time: it is there then, and nothing is wrong.
   */
  created?: DocumentReference;
  /**
   * Why; `permission-denied` unless told otherwise. Null where there was nothing left to write: then the refusal is no
   * error. Within a group it hears whether the user is of its staff, too.
   */
  reason?: (subject: T, byStaff: boolean) => ErrorReason | null;
  /** Who alone may do it, for what `permission-denied` says. */
  only?: keyof typeof ONLY;
}

/** A change of a membership that is tried: a row of the table, the group, and whose membership it is. */
export type MembershipChange = [action: MembershipAction, groupId: string, uid: string];
