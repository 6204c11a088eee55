/** Where the emulators of this run are. Without them a test fails; it is never skipped. */

/** Host and port of an emulator that `npm test` has started. */
export function emulatorHost(variable: 'FIRESTORE_EMULATOR_HOST' | 'FIREBASE_AUTH_EMULATOR_HOST') {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests with \`npm test\`.`);
  const [host, port] = value.split(':');
  return { value, host: host!, port: Number(port) };
}
