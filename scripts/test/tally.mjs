// What came of the suites, counted together.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

export class Tally {
  passed = 0;
  failed = 0;
  /** Said again at the very end: what comes in between is too long to scroll through.
   * @type {string[]} */
  failures = [];

  /** @param {string} words */
  fail(words) {
    this.failed += 1;
    this.failures.push(words);
  }

  /** A suite that cannot be loaded fails without a failed test. @param {number} passed @param {number} failed @param {number | null} status */
  add(passed, failed, status) {
    this.passed += passed;
    this.failed += Math.max(failed, status === 0 ? 0 : 1);
  }

  /** Adds what vitest has written. @param {string} name @param {string} file @param {number | null} status */
  addVitest(name, file, status) {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    this.add(report.numPassedTests, report.numFailedTests, status);
    this.failures.push(...report.testResults.flatMap((/** @type {TestFile} */ one) => failuresIn(name, one)));
  }

  /** Adds what mocha has written inside VS Code. @param {string} name @param {string} file @param {number | null} status */
  addMocha(name, file, status) {
    const { passed, failed, failures } = JSON.parse(readFileSync(file, 'utf8'));
    this.add(passed, failed, status);
    for (const { title, message } of failures) this.failures.push(`${name}: ${title}\n${message}`);
    if (status !== 0 && failures.length === 0) this.failures.push(`${name}: exit code ${status}, see above`);
  }

  /** Prints every failure and the one line that sums up; 0 where all is well. */
  conclude() {
    for (const failure of this.failures) console.log(`FAILED ${failure}`);
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

/** @typedef {{ name: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} TestFile */

/** @param {string} suite @param {TestFile} file */
function failuresIn(suite, { name, message, assertionResults }) {
  const place = `${suite}: ${path.relative(root, name)}`;
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  const words = failed.map(({ fullName, failureMessages }) => `${place}: ${fullName}\n${failureWords(failureMessages)}`);
  return message ? [`${place}: ${message}`, ...words] : words;
}

/** A test that ran out of time has a stack without words. @param {string[]} messages */
const failureWords = (messages) => messages.join('\n').replaceAll('Error: STACK_TRACE_ERROR', 'Error: it did not end in the time it has');
