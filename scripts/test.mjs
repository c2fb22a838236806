// `npm test`: builds, then runs every suite, prints the time of each and ends in one line "N passed, N failed".
// `npm test -- --native` also tests on native TensorFlow; `npm run test:native` (--only-native) tests nothing else.
import { newest } from './bring/vscode-server.mjs';
import { integration, native, nativeWherePossible, npm, step, tally, vitest } from './test/steps.mjs';

/**
 * Two lanes for two cores: each takes the next suite when it has done with one.
 * @param {readonly (() => Promise<void>)[]} suites
 */
async function inTwoLanes(suites) {
  const waiting = [...suites];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  };
  await Promise.all([lane(), lane()]);
}

/** Files of e2e that are run in the newest VS Code too. */
const newestFiles = ['start', 'tickets'];

/** Suites of one core each run side by side; those of worker and e2e have two of their files at work at a time. */
async function allButNative() {
  await inTwoLanes([
    () => step('unit', () => vitest('unit')),
    () => step('lint', () => npm('lint', true)),
    () => step('types', () => npm('typecheck', true)),
    () => step('integration', integration),
    () => step('webview', () => vitest('webview', { gathered: true })),
  ]);
  await step('worker', () => vitest('worker'));
  // It builds dist/ anew, which all suites before it use.
  await step('package', () => npm('package'));
  await step('e2e', () => vitest('e2e'));
  // What depends on the editor's version: views, editor support, webviews, reloads. The rest is the same code.
  const inNewest = { files: newestFiles, results: `e2e-${newest}`, env: { WT_VSCODE: newest } };
  await step(`e2e in VS Code ${newest}`, () => vitest('e2e', inNewest));
}

const onlyNative = process.argv.includes('--only-native');
await step('build', () => npm('build'));
if (!onlyNative) await allButNative();
if (onlyNative) await step('native TensorFlow', native);
else if (process.argv.includes('--native')) await step('native TensorFlow', nativeWherePossible);
process.exit(tally.conclude());
