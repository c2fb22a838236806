// A run counts as passed only if it wrote, just now, how many tests passed.
import { readFileSync, rmSync, statSync } from 'node:fs';

/** @param {string} file */
function read(file) {
  try {
    return { written: statSync(file).mtimeMs, ...JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    throw new Error(`There is no readable results file: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** @param {string} file */
export const forgetResults = (file) => rmSync(file, { force: true });

/**
 * Throws unless the file is younger than `since` and holds passed tests and no failed ones.
 * @param {string | undefined} file
 * @param {number} since milliseconds since the epoch
 */
export function demandResults(file, since) {
  if (!file) throw new Error('WT_RESULTS_FILE names no results file');
  const { written, passed, failed } = read(file);
  // Some file systems keep whole seconds.
  if (written < since - 1_000) throw new Error('The results file is older than this run');
  if (!Number.isInteger(passed) || !Number.isInteger(failed)) throw new Error('The results file does not say what passed and failed');
  if (failed > 0) throw new Error(`${failed} of ${passed + failed} tests failed`);
  if (passed === 0) throw new Error('No test ran');
  return { passed, failed };
}
