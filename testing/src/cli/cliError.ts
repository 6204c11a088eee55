/** An error for a person: its message says in a sentence or two what is wrong and what to do. Shown without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** Runs a program's main function; a `CliError` ends it with its message and exit code 1, anything else with a stack. */
export async function runMain(main: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof CliError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
  // What is still open (an SDK's sockets, the channel to the parent) must not keep a finished program alive.
  process.exit();
}
