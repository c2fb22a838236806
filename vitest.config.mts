import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/long-first.mts';

/** Runs are tested beside other busy processes: they must not starve. Where people click, the editor still comes first: a run must be met while it is at work. */
const fair = { WINNING_TICKET_PRIORITY: '0' };
const behind = { WINNING_TICKET_PRIORITY: '5' };

/** What is waited for comes, however busy the machine is. */
const patient = { poll: { timeout: 120_000 } };

const project = (name: string, include: string | string[], extra: object = {}) => ({
  test: {
    name,
    include: [include].flat(),
    setupFiles: 'test/clean-up.ts',
    environment: 'node' as const,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: fair,
    expect: patient,
    ...extra,
  },
});

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      // Pure functions: all files share their modules, which are loaded once.
      project('unit', 'test/unit/**/*.test.ts', { isolate: false }),
      // These start processes; two files at a time keep two cores busy while one of them loads data, waits or clicks.
      project('worker', 'test/worker/**/*.test.ts', { maxWorkers: 2, testTimeout: 300_000, hookTimeout: 300_000 }),
      // What runs on every backend of TensorFlow.js runs here on its native library alone; `npm run test:native` brings it.
      project('native', ['test/native/**/*.test.ts', 'test/**/*.backends.test.ts'], {
        fileParallelism: false,
        testTimeout: 180_000,
        env: { ...fair, WT_NATIVE: '1' },
      }),
      // Not in `npm test`: minutes to hours, see docs/reliability.md.
      project('breaking', 'test/breaking/**/*.test.ts', { maxWorkers: 3, testTimeout: 3_600_000, hookTimeout: 600_000 }),
      // One bundle of the panel serves all files.
      project('webview', 'test/webview/**/*.test.ts', {
        isolate: false,
        fileParallelism: false,
        testTimeout: 240_000,
        hookTimeout: 240_000,
      }),
      project('e2e', 'test/e2e/**/*.e2e.test.ts', {
        maxWorkers: 2,
        env: behind,
        globalSetup: 'test/e2e/support/install-once.ts',
        // A menu that is opened in the moment in which VS Code draws the tree anew, as it does some seconds after a window was opened, loses its row.
        retry: 1,
        testTimeout: 900_000,
        hookTimeout: 600_000,
      }),
    ],
  },
});
