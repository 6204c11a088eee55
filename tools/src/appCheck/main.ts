/**
 * `npm run app-check -- --project <id>`: brings Firestore's App Check enforcement in line with the parameter APP_CHECK of
 * the functions, and sees that it is so. `firebase deploy` runs it after Firestore was deployed.
 */
import { parseArgs } from 'node:util';
import { CliError, runMain } from '../../../testing/src/cli/cliError.ts';
import { enforcement, setEnforcement } from './enforcement.ts';
import { appCheckParameter } from './parameter.ts';

await runMain(() => {
  const { values } = parseArgs({ options: { project: { type: 'string' } } });
  // The hooks of `firebase deploy` have the project in the environment.
  const project = values.project ?? process.env['GCLOUD_PROJECT'];
  if (!project) throw new CliError('Say which project: npm run app-check -- --project <id>.');
  const wanted = appCheckParameter(project);
  if (wanted === 'console') {
    console.log('App Check stays as it is set in the Firebase console (APP_CHECK is `console`).');
    return 0;
  }
  setEnforcement(project, wanted);
  const found = enforcement(project);
  if (found !== wanted) {
    throw new CliError(`APP_CHECK is \`${wanted}\`, but App Check for Firestore is \`${found}\`.`);
  }
  console.log(`App Check for Firestore is ${found}.`);
  return 0;
});
