/** Where the parts of this program lie: beside the bundled CLI, in dist. */
import path from 'node:path';

export const runnerFile = path.join(__dirname, 'runner.cjs');
/** Holds the bundles. */
export const programFolder = __dirname;
