/**
 * `npm run app-check -- --project <id>`: sets Firestore's App Check enforcement to the functions' parameter APP_CHECK, and
 * checks that the setting took effect. `firebase deploy` runs it after it has deployed Firestore.
 */
import { parseArgs } from 'node:util';
import { CliError, runMain } from '../../../testing/src/cli/cliError.ts';
import { getEnforcement, setEnforcement } from './enforcement.ts';
import { appCheckParameter } from './parameter.ts';

await runMain(() => {
  const { values } = parseArgs({ options: { project: { type: 'string' } } });
  // `firebase deploy` puts the project into the environment of its hooks.
  const project = values.project ?? process.env['GCLOUD_PROJECT'];
  if (!project) {
    throw new CliError('No project is set. Name one: npm run app-check -- --project <id>.');
  }
  const mode = appCheckParameter(project);
  if (mode === 'console') {
    console.log('APP_CHECK is `console`: the setting in the Firebase console stays unchanged.');
    return 0;
  }
  setEnforcement(project, mode);
  const actual = getEnforcement(project);
  if (actual !== mode) {
    throw new CliError(
      `APP_CHECK is \`${mode}\`, but App Check for Firestore is \`${actual}\`. Set it in the Firebase console, under App Check.`,
    );
  }
  console.log(`App Check for Firestore is ${actual}.`);
  return 0;
});
