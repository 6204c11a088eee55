/** The copy of @grpc/grpc-js that the Firestore SDK loads. The workarounds patch its classes. */
import { createRequire } from 'node:module';

const GRPC = '@grpc/grpc-js';
const ownRequire = createRequire(import.meta.url);
const sdkRequire = createRequire(ownRequire.resolve('firebase/firestore'));
const firestoreRequire = createRequire(sdkRequire.resolve('@firebase/firestore'));

/**
 * Throws an error if a class that a workaround patches is not the one that `@firebase/firestore` uses: the patch would
 * have no effect. `file` is the file of @grpc/grpc-js that exports the class.
 */
export function assertUsedByFirestore(file: string, patched: { name: string }): void {
  const used = firestoreRequire(`${GRPC}/${file}`) as Record<string, unknown>;
  if (used[patched.name] === patched) return;
  throw new Error(
    `The workaround patches ${patched.name} of ${ownRequire.resolve(GRPC)}, but @firebase/firestore loads ` +
      `${firestoreRequire.resolve(GRPC)}. Set the version of ${GRPC} in testing/package.json to the one that @firebase/firestore requires.`,
  );
}
