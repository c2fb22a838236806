// `npm test`: builds, then runs every suite, prints the time of each and ends in one line "N passed, N failed".
// `npm test -- --native` also tests on native TensorFlow; `npm run test:native` (--only-native) tests nothing else.
import { integration, native, nativeWherePossible, npm, step, tally, vitest } from './test/steps.mjs';

async function checks() {
  await step('types', () => npm('typecheck', true));
  await step('lint', () => npm('lint', true));
}

/** What leaves a core idle runs beside what does not need all of them. */
async function allButNative() {
  await Promise.all([checks(), step('unit', () => vitest('unit'))]);
  await Promise.all([step('worker', () => vitest('worker')), step('webview', () => vitest('webview', { gathered: true }))]);
  await step('integration', integration);
  await step('package', () => npm('package'));
  await step('e2e', () => vitest('e2e'));
}

const onlyNative = process.argv.includes('--only-native');
await step('build', () => npm('build'));
if (!onlyNative) await allButNative();
if (onlyNative) await step('native TensorFlow', native);
else if (process.argv.includes('--native')) await step('native TensorFlow', nativeWherePossible);
process.exit(tally.conclude());
