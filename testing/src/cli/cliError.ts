/** An error for the user of a program. Its message says what is wrong and what to do. It is printed without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** Runs a program's main function and exits with its result, or with 1 after an error. */
export async function runMain(main: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof CliError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
  // Open sockets of SDKs and the channel to the parent would keep the process alive.
  process.exit();
}
