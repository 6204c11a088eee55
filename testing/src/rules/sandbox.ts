/**
 * A lane is a project of its own on the Firestore emulator: rules, data and coverage are apart for each, so several
 * lanes run side by side. Inside a lane cases run one after the other.
 */
import { initializeTestEnvironment, type TokenOptions } from '@firebase/rules-unit-testing';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { setLogLevel, type Firestore } from 'firebase/firestore';
import { emulatorHost } from '../emulators/emulatorHost.ts';
import {
  ANONYMOUS,
  SIGNED_OUT,
  WITHOUT_PROVIDER,
  type PolicyCase,
  type World,
} from './policyCase.ts';
import { verdictOf, type Verdict } from './verdict.ts';

export interface RulesSandbox {
  /** Puts other rules in place and forgets the coverage. */
  load: (rules: string) => Promise<void>;
  /** Stores the documents of a world, past the rules. */
  store: (world: World) => Promise<void>;
  /** Takes every document away. */
  clear: () => Promise<void>;
  /** Firestore as somebody sees it: a uid, or one without a real account. */
  as: (who: string) => Firestore;
  /** Past the rules. */
  admin: () => FirebaseFirestore.Firestore;
  /** Runs a case in a world of its own. */
  run: (policyCase: PolicyCase) => Promise<Verdict>;
  /** The emulator's report of how often each expression of the rules came to which value. */
  coverage: () => Promise<CoverageReport>;
  close: () => Promise<void>;
}

/** The part of the emulator's coverage report that we read. */
export interface CoverageReport {
  report?: CoveredExpression[];
}

export interface CoveredExpression {
  /** `endOffset` is that of the last character. */
  sourcePosition: { line: number; currentOffset: number; endOffset: number };
  values?: { value: { boolValue?: boolean; pathValue?: DocumentPath }; count: number }[];
  children?: CoveredExpression[];
}

export interface DocumentPath {
  segments: { simple?: string }[];
}

/** Opens a lane whose project is named for `name`, on the emulator that the environment names. */
export async function openSandbox(name: string, rules: string): Promise<RulesSandbox> {
  const { host, port, value } = emulatorHost('FIRESTORE_EMULATOR_HOST');
  const projectId = `demo-rules-${name}`;
  // A refusal is what most cases want: it need not be logged.
  setLogLevel('silent');
  const environment = await initializeTestEnvironment({
    projectId,
    firestore: { host, port, rules },
  });
  await environment.clearFirestore();
  const app = initializeApp({ projectId }, projectId);
  const admin = getFirestore(app);
  const project = `http://${value}/emulator/v1/projects/${projectId}`;
  const people = new Map<string, Firestore>();
  let groups = 0;

  const open = (who: string) => {
    if (who === SIGNED_OUT) return environment.unauthenticatedContext();
    if (who === WITHOUT_PROVIDER) {
      return environment.authenticatedContext(who, {
        firebase: { identities: {} },
      } as TokenOptions);
    }
    const anonymous = { firebase: { sign_in_provider: 'anonymous' as const, identities: {} } };
    return environment.authenticatedContext(who, who === ANONYMOUS ? anonymous : undefined);
  };
  const lane: RulesSandbox = {
    load: async (changed) => {
      const response = await fetch(`${project}:securityRules`, {
        method: 'PUT',
        headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
        body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content: changed }] } }),
      });
      if (!response.ok) throw new Error(`The rules were refused: ${await response.text()}`);
    },
    store: async (world) => {
      const batch = admin.batch();
      for (const [path, document] of Object.entries(world)) {
        if (document) batch.set(admin.doc(path), document);
        else batch.delete(admin.doc(path));
      }
      await batch.commit();
    },
    clear: () => environment.clearFirestore(),
    as: (who) => {
      // The library types its Firestore as the old namespaced one; the modular functions take it as it is.
      const known = people.get(who) ?? (open(who).firestore() as unknown as Firestore);
      people.set(who, known);
      return known;
    },
    admin: () => admin,
    run: async ({ given, by, does }) => {
      const groupId = `g${groups++}`;
      await lane.store(given(groupId));
      return verdictOf(does(lane.as(by), groupId));
    },
    coverage: async () =>
      (await fetch(`${project}:ruleCoverage`)).json() as Promise<CoverageReport>,
    close: async () => {
      await environment.cleanup();
      await deleteApp(app);
    },
  };
  return lane;
}
