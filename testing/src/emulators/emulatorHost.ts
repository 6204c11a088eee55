/**
 * Returns the host and port of an emulator of this run. Throws an error if it does not run: a test fails then, it is
 * not skipped.
 */
export function emulatorHost(variable: 'FIRESTORE_EMULATOR_HOST' | 'FIREBASE_AUTH_EMULATOR_HOST') {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set. Run the tests with \`npm test\`.`);
  const [host, port] = value.split(':');
  return { value, host: host!, port: Number(port) };
}
