// Stops `firebase deploy` if its project exists only on the emulators. firebase.json runs this before it deploys anything.
// It is plain JavaScript without dependencies, because a fresh clone has nothing else.
const project = process.env.GCLOUD_PROJECT ?? '';

if (project.startsWith('demo-')) {
  console.error(
    `\n${project} exists only on the emulators, so nothing can be deployed to it. Choose your own project: run ` +
      '`npx firebase use --add`, or add `--project <id>`.\n',
  );
  process.exit(1);
}
