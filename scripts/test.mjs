// `npm test`: builds, then runs every suite, prints the time of each and ends in one line "N passed, N failed".
// `npm test -- --native` also tests on native TensorFlow; `npm run test:native` (--only-native) tests nothing else.
import { newest } from './bring/vscode-server.mjs';
import { integration, native, nativeWherePossible, npm, step, tally, vitest } from './test/steps.mjs';

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

/** Files of e2e that are run in the newest VS Code too. What depends on the editor's version: views, editor support, webviews, reloads. The rest is the same code. */
const newestFiles = ['start', 'tickets'];
const inNewest = { files: newestFiles, results: `e2e-${newest}`, env: { WT_VSCODE: newest }, gathered: true };

/** Three lanes keep two cores busy: suites that click and suites that start processes wait for half of their time. Each lane begins with its longest suite. */
function allButNative() {
  return sideBySide([
    [
      () => step('e2e', () => vitest('e2e', { gathered: true })),
      () => step(`e2e in VS Code ${newest}`, () => vitest('e2e', inNewest)),
      () => step('webview', () => vitest('webview', { gathered: true })),
    ],
    // The output of this lane appears at once, that of the others in pieces.
    [() => step('worker', () => vitest('worker')), () => step('integration', integration)],
    [
      () => step('unit', () => vitest('unit', { gathered: true })),
      () => step('lint', () => npm('lint', true)),
      () => step('types', () => npm('typecheck', true)),
    ],
  ]);
}

const onlyNative = process.argv.includes('--only-native');
// All suites test the program as it is packed.
await step('build', () => npm(onlyNative ? 'build' : 'package'));
if (!onlyNative) await allButNative();
if (onlyNative) await step('native TensorFlow', native);
else if (process.argv.includes('--native')) await step('native TensorFlow', nativeWherePossible);
process.exit(tally.conclude());
