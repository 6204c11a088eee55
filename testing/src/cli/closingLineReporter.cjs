// A jest reporter (jest loads these without transforming them) whose last line is `N passed, N failed`, after the name
// of each test that failed and of what was left out.
const { writeSync } = require('node:fs');

module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failures = results.testResults.flatMap((file) => [
      ...(file.testExecError ? [`${file.testFilePath}: ${file.testExecError.message}`] : []),
      ...file.testResults.filter((test) => test.status === 'failed').map((test) => test.fullName),
    ]);
    const broken = results.numFailedTests + results.numRuntimeErrorTestSuites;
    // At the very end: jest's own summary comes after all reporters have had their turn. By then jest, made to exit, lets
    // nobody write by process.stdout any more.
    process.once('exit', () => {
      if (failures.length > 0)
        writeSync(process.stdout.fd, `\nFailed:\n  ${failures.join('\n  ')}\n`);
      const leftOut = process.env.FIREGROUPS_LEFT_OUT;
      if (leftOut) writeSync(process.stdout.fd, `\n${leftOut}\n`);
      writeSync(process.stdout.fd, `\n${results.numPassedTests} passed, ${broken} failed\n`);
    });
  }
};
