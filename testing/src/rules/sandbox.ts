/**
 * A sandbox is a project of its own on the Firestore emulator. Each has its own rules, data and coverage, so several can
 * run at once. Inside a sandbox, cases run one after the other.
 */
import { initializeTestEnvironment, type TokenOptions } from '@firebase/rules-unit-testing';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { setLogLevel, type Firestore } from 'firebase/firestore';
import { emulatorHost } from '../emulators/emulatorHost.ts';
import { nothingCounted } from '../fixtures/counts.ts';
import { fillIn } from './placeholder.ts';
import {
  ANONYMOUS,
  SIGNED_OUT,
  UNVERIFIED,
  WITHOUT_PROVIDER,
  type PolicyCase,
  type SeedData,
} from './policyCase.ts';
import { verdictOf, type Verdict } from './verdict.ts';
import { stored } from '../prefix/stored.ts';

export interface RulesSandbox {
  /** Loads other rules and resets the coverage. */
  load: (rules: string) => Promise<void>;
  /** Stores these documents past the rules. */
  store: (seedData: SeedData) => Promise<void>;
  /** Deletes every document. */
  clear: () => Promise<void>;
  /** Firestore for a uid, or for a client without a real account. Each device has its own connection. */
  as: (who: string, device?: number) => Firestore;
  /** Firestore past the rules. */
  admin: () => FirebaseFirestore.Firestore;
  /** Runs a case in a group of its own, by a user who has counted nothing. */
  run: (policyCase: PolicyCase) => Promise<Verdict>;
  /** The emulator's report: which values each expression of the rules had, and how often. */
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

/** Opens a sandbox on the emulator that the environment names. Its project id contains `name`. */
export async function openSandbox(name: string, rules: string): Promise<RulesSandbox> {
  const { host, port, value } = emulatorHost('FIRESTORE_EMULATOR_HOST');
  const projectId = `demo-rules-${name}`;
  // Most cases expect a refusal, so the SDK need not log it.
  setLogLevel('silent');
  const environment = await initializeTestEnvironment({
    projectId,
    firestore: { host, port, rules },
  });
  await environment.clearFirestore();
  const app = initializeApp({ projectId }, projectId);
  const admin = getFirestore(app);
  const project = `http://${value}/emulator/v1/projects/${projectId}`;
  const clients = new Map<string, Firestore>();
  let groups = 0;

  const open = (who: string) => {
    if (who === SIGNED_OUT) return environment.unauthenticatedContext();
    if (who === WITHOUT_PROVIDER) {
      return environment.authenticatedContext(who, {
        firebase: { identities: {} },
      } as TokenOptions);
    }
    const anonymous = { firebase: { sign_in_provider: 'anonymous' as const, identities: {} } };
    if (who === ANONYMOUS) return environment.authenticatedContext(who, anonymous);
    return environment.authenticatedContext(who, { email_verified: who !== UNVERIFIED });
  };
  const sandbox: RulesSandbox = {
    load: async (changed) => {
      const response = await fetch(`${project}:securityRules`, {
        method: 'PUT',
        headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
        body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content: changed }] } }),
      });
      if (!response.ok)
        throw new Error(`The emulator does not accept the rules: ${await response.text()}`);
    },
    store: async (seedData) => {
      const batch = admin.batch();
      for (const [path, document] of Object.entries(seedData)) {
        if (document) batch.set(admin.doc(stored(path)), document);
        else batch.delete(admin.doc(stored(path)));
      }
      await batch.commit();
    },
    clear: () => environment.clearFirestore(),
    as: (who, device = 0) => {
      const key = `${device} ${who}`;
      // The library has the type of the old namespaced Firestore. The modular functions accept the object.
      const client = clients.get(key) ?? (open(who).firestore() as unknown as Firestore);
      clients.set(key, client);
      return client;
    },
    admin: () => admin,
    run: async ({ given, by, does }) => {
      const groupId = `g${groups++}`;
      await sandbox.store({ ...nothingCounted(by), ...fillIn(given, groupId) });
      return verdictOf(does(sandbox.as(by), groupId, by));
    },
    coverage: async () =>
      (await fetch(`${project}:ruleCoverage`)).json() as Promise<CoverageReport>,
    close: async () => {
      await environment.cleanup();
      await deleteApp(app);
    },
  };
  return sandbox;
}
