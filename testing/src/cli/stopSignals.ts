/** Resolves with exit code 130 on Ctrl-C, on a request to end, and if the parent process ends or has ended. */
export function untilStopped(): Promise<number> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve(130);
    };
    // `on` instead of `once`: a second Ctrl-C must not end the process before the emulators have stopped.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    process.on('disconnect', stop);
    // It is undefined without a channel to the parent.
    if ((process.connected as boolean | undefined) === false) stop();
  });
}
