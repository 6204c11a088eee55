// A jest reporter (jest loads these without transforming them) whose last line is `N passed, N failed`, after the name
// of each test that failed and of what was left out.
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failures = results.testResults.flatMap((file) => [
      ...(file.testExecError ? [`${file.testFilePath}: ${file.testExecError.message}`] : []),
      ...file.testResults.filter((test) => test.status === 'failed').map((test) => test.fullName),
    ]);
    const broken = results.numFailedTests + results.numRuntimeErrorTestSuites;
    // At the very end: jest's own summary comes after all reporters have had their turn.
    process.once('exit', () => {
      if (failures.length > 0) process.stdout.write(`\nFailed:\n  ${failures.join('\n  ')}\n`);
      const leftOut = process.env.FIREGROUPS_LEFT_OUT;
      if (leftOut) process.stdout.write(`\n${leftOut}\n`);
      process.stdout.write(`\n${results.numPassedTests} passed, ${broken} failed\n`);
    });
  }
};
