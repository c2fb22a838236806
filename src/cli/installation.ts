/** Where the parts of this program lie: beside the bundled CLI, in dist. */
import path from 'node:path';

export const runnerFile = path.join(__dirname, 'runner.cjs');
export const builtInDataFolder = path.join(__dirname, 'data');
export const tfjsFolder = path.join(__dirname, 'tfjs');
