/** Resolves with exit code 130 when the user presses Ctrl-C, the system asks to end, or the process that ran us is gone. */
export function untilStopped(): Promise<number> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve(130);
    };
    // `on`, not `once`: a second Ctrl-C must not end us before the emulators have stopped.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    process.on('disconnect', stop);
  });
}
