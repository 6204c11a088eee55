/**
 * `npm run app-check -- --project <id>`: sets the App Check enforcement of Firestore and Cloud Storage to the functions' parameter
 * APP_CHECK, and checks that the setting took effect. `firebase deploy` runs it after it has deployed Firestore.
 */
import { parseArgs } from 'node:util';
import { CliError, runMain } from '../../../testing/src/cli/cliError.ts';
import { SERVICES, getEnforcement, setEnforcement, type Service } from './enforcement.ts';
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
  for (const [service, name] of Object.entries(SERVICES) as [Service, string][]) {
    setEnforcement(project, service, mode);
    const actual = getEnforcement(project, service);
    if (actual !== mode) {
      throw new CliError(
        `APP_CHECK is \`${mode}\`, but App Check for ${name} is \`${actual}\`. Set it in the Firebase console, under App Check.`,
      );
    }
    console.log(`App Check for ${name} is ${actual}.`);
  }
  return 0;
});
