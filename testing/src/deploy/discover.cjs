// Prints the functions that `firebase deploy` discovers in a functions folder.
// Usage: node discover.cjs <folder>
const runtimes = require('firebase-tools/lib/deploy/functions/runtimes');

async function main([folder]) {
  const delegate = await runtimes.getRuntimeDelegate({
    projectId: 'demo-firegroups',
    projectDir: folder,
    sourceDir: folder,
    runtime: 'nodejs24',
  });
  await delegate.validate();
  // The variables that `firebase deploy` sets (firebase-tools/lib/functions/env.js, loadFirebaseEnvs).
  const envs = { FIREBASE_CONFIG: '{}', GCLOUD_PROJECT: 'demo-firegroups' };
  const found = await delegate.discoverBuild({}, envs);
  process.stdout.write(`\n${JSON.stringify(found)}\n`, () => process.exit(0));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
