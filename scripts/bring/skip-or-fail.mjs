// What a suite does if VS Code or Chromium cannot be had.

/**
 * Says loudly that tests are skipped; throws instead if the variable WT_NO_SKIP is set.
 * @param {string} what
 * @param {unknown} error
 */
export function requireOrSkip(what, error) {
  const why = error instanceof Error ? error.message : String(error);
  if (process.env['WT_NO_SKIP']) throw new Error(`${what} could not be had: ${why}`, { cause: error });
  skipLoudly(what, why);
}

/**
 * For other people's programs, which not every machine has: never a failure.
 * @param {string} what
 * @param {unknown} error
 */
export function skipLoudly(what, error) {
  const why = error instanceof Error ? error.message : String(error);
  const line = '='.repeat(72);
  console.error(`${line}\nSKIPPED: ${what} could not be had: ${why}\n${line}`);
}
