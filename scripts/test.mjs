// `npm test`: builds, then runs every suite, prints the time of each and ends in one line "N passed, N failed".
// `npm test -- --long` also runs the files named *.long.*, and e2e and integration in the newest VS Code too; `npm run test:long` (--only-long) nothing else.
// `npm test -- --native` also tests on native TensorFlow; `npm run test:native` (--only-native) nothing else.
import { newest } from './bring/vscode-server.mjs';
import { integration, native, nativeWherePossible, npm, step, tally, vitest } from './test/steps.mjs';

const flags = new Set(process.argv.slice(2));
const only = flags.has('--only-native') ? 'native' : flags.has('--only-long') ? 'long' : null;
const isLong = flags.has('--long') || only === 'long';

/** The files that a suite runs: many versions, machines or simulated trials are for the long form. */
const chosen = isLong ? {} : { exclude: '**/*.long.*' };

/**
 * Lanes side by side, the steps of each one after the other.
 * @param {readonly (readonly (() => Promise<void>)[])[]} lanes
 */
async function sideBySide(lanes) {
  await Promise.all(
    lanes.map(async (steps) => {
      for (const one of steps) await one();
    }),
  );
}

/** Reloads and whole sweeps that are clicked take ten minutes: in the newest only by `npm run test:long`. */
const shortInNewest = only === 'long' ? {} : { exclude: '**/*.long.*' };
const e2eInNewest = { results: `e2e-${newest}`, env: { WT_VSCODE: newest }, gathered: true, ...shortInNewest };
/** Everything that knows VS Code is tested in the newest too, in the long form. */
const clickedInNewest = isLong ? [() => step(`e2e in VS Code ${newest}`, () => vitest('e2e', e2eInNewest))] : [];
const insideNewest = isLong ? [() => step(`integration in VS Code ${newest}`, () => integration(newest))] : [];

/** It is kept in a folder that no other suite looks into, so it may be brought and tested beside them. */
const nativeToo = flags.has('--native') ? [() => step('native TensorFlow', nativeWherePossible)] : [];

/** All suites test the program as it is packed. */
const buildAll = () => step('build', () => npm(only === 'native' ? 'build' : 'package'));

/**
 * Keeps two cores busy. First what uses a core of its own, a lane each: beside suites of many processes it would get a small share and end long after them.
 * Then suites that click or start processes, and wait for half of their time.
 */
async function allSuites() {
  const built = buildAll();
  await sideBySide([
    [() => built, () => step('unit', () => vitest('unit', { gathered: true, ...chosen }))],
    [
      () => step('lint', () => npm('lint', true)),
      () => step('types', () => npm('typecheck', true)),
      () => built,
      () => step('webview', () => vitest('webview', { gathered: true, ...chosen })),
    ],
  ]);
  await sideBySide([
    [() => step('e2e', () => vitest('e2e', { gathered: true, ...chosen })), ...clickedInNewest, ...nativeToo],
    [() => step('integration', () => integration()), ...insideNewest],
    // The output of this lane appears at once, that of the others in pieces, but for what VS Code says of itself.
    [() => step('worker', () => vitest('worker', chosen))],
  ]);
}

/** The long files alone, two lanes side by side. */
function longFiles() {
  const files = ['.long.'];
  return sideBySide([
    [() => step('long: e2e', () => vitest('e2e', { gathered: true, files })), ...clickedInNewest, ...insideNewest],
    [
      () => step('long: worker', () => vitest('worker', { files })),
      () => step('long: unit', () => vitest('unit', { files })),
      () => step('long: webview', () => vitest('webview', { files })),
    ],
  ]);
}

if (only === null) await allSuites();
else await buildAll();
if (only === 'long') await longFiles();
if (only === 'native') await step('native TensorFlow', native);
process.exit(tally.conclude());
