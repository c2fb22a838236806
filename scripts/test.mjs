// `npm test`: builds, then runs every suite, prints the time of each and ends in one line "N passed, N failed".
// `npm test -- --native` also tests on native TensorFlow; `npm run test:native` (--only-native) tests nothing else.
import { integration, native, nativeWherePossible, npm, step, tally, vitest } from './test/steps.mjs';

async function checks() {
  await step('types', () => npm('typecheck', true));
  await step('lint', () => npm('lint', true));
}

/** Suites of one core each run side by side; those of worker and e2e have two of their files at work at a time. */
async function allButNative() {
  const besideUnit = async () => {
    await checks();
    await step('integration', integration);
    await step('webview', () => vitest('webview', { gathered: true }));
  };
  await Promise.all([besideUnit(), step('unit', () => vitest('unit'))]);
  await step('worker', () => vitest('worker'));
  await step('package', () => npm('package'));
  await step('e2e', () => vitest('e2e'));
}

const onlyNative = process.argv.includes('--only-native');
await step('build', () => npm('build'));
if (!onlyNative) await allButNative();
if (onlyNative) await step('native TensorFlow', native);
else if (process.argv.includes('--native')) await step('native TensorFlow', nativeWherePossible);
process.exit(tally.conclude());
