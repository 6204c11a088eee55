/** Writes, and what is done where the rules refuse one. */
import type { DocumentReference } from 'firebase/firestore';
import { FiregroupsError, isRefusal, toFiregroupsError } from './errors.ts';
import { currentUid, type Firegroups } from './firegroups.ts';
import type { DiagnosisHints, Diagnosis } from './diagnose/diagnosis.ts';

/**
 * Does something. Where the rules refuse it, gives back what `onRefusal` does, or throws what that throws.
 *
 * @throws FiregroupsError where anything else goes wrong.
 */
export async function attempt<T, Refused = never>(
  act: () => Promise<T>,
  onRefusal?: (cause: unknown) => Refused | Promise<Refused>,
): Promise<T | Refused> {
  try {
    return await act();
  } catch (error) {
    if (onRefusal && isRefusal(error)) return onRefusal(error);
    throw toFiregroupsError(error);
  }
}

type Diagnose = typeof import('./diagnose/index.ts');

/**
 * Loads what explains refusals: the server has answered, so there is a connection.
 *
 * @throws FiregroupsError that says what the refusal itself does, where an app was deployed anew and its old files are gone.
 */
export async function loadDiagnose(refusal: unknown): Promise<Diagnose> {
  return import('./diagnose/index.ts').catch(() => {
    throw toFiregroupsError(refusal);
  });
}

/**
 * Does something. Where the rules refuse it, throws what `explain` says; it says null where nothing is wrong.
 *
 * @throws FiregroupsError where anything else goes wrong, too.
 */
export async function attemptExplained(
  act: () => Promise<void>,
  explain: (explanations: Diagnose) => Promise<Diagnosis | null>,
): Promise<void> {
  await attempt(act, async (cause) => {
    const explanations = await loadDiagnose(cause);
    const why = await attempt(() => explain(explanations));
    if (why) throw new FiregroupsError(why.reason, why.message, { cause });
  });
}

/**
 * Writes something that depends on `subject`: it has to be there, and within a group, the user has to be joined.
 *
 * @throws FiregroupsError that says what is not so where the rules refuse it.
 */
export async function write<T>(
  fg: Firegroups,
  subject: DocumentReference<T>,
  send: () => Promise<void>,
  explanation: DiagnosisHints<T> = {},
): Promise<void> {
  const uid = currentUid(fg);
  await attemptExplained(send, ({ diagnoseWrite }) => diagnoseWrite(fg, subject, uid, explanation));
}
