/** Firebase Authentication, as far as deletions use it. */
import { LIMITS } from '@firegroups/model';
import type { UidIdentifier } from 'firebase-admin/auth';
import pMap from 'p-map';

/** The most accounts that Authentication looks up in one call. */
const PAGE = 100;

/** Imported late because few instances ask. */
const auth = async () => (await import('firebase-admin/auth')).getAuth();

/** Returns those of the uids that have no account. Asks once for every 100 uids. */
async function missingByAuth(uids: readonly string[]): Promise<Set<string>> {
  // Authentication refuses a longer uid, so nobody had an account with it.
  const valid = uids.filter((uid) => uid.length <= LIMITS.uid);
  const pages = Array.from({ length: Math.ceil(valid.length / PAGE) }, (_unused, i) =>
    valid.slice(i * PAGE, (i + 1) * PAGE),
  );
  const missing = await pMap(
    pages,
    async (page) => {
      const { notFound } = await (await auth()).getUsers(page.map((uid) => ({ uid })));
      return notFound.map((identifier) => (identifier as UidIdentifier).uid);
    },
    { concurrency: 5 },
  );
  return new Set(missing.flat());
}

/**
 * Returns true iff the project keeps accounts in tenants of Identity Platform, which `missing` does not find. A project
 * without Identity Platform refuses the question.
 */
async function hasTenantsByAuth(): Promise<boolean> {
  try {
    const { tenants } = await (await auth()).tenantManager().listTenants(1);
    return tenants.length > 0;
  } catch {
    return false;
  }
}

/** The deletions' only access to accounts. The simulation, which runs without Authentication, replaces it. */
export const accounts = { missing: missingByAuth, hasTenants: hasTenantsByAuth };
