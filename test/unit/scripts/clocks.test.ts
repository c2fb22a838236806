/** The system's clock may be set while the program runs: durations and waiting go by `performance.now()`, which cannot be. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Files that may ask the system's clock, and for which timestamp. */
const allowed: Readonly<Record<string, string>> = {
  'src/extension/commands/config/new-config.ts': 'a name that is not taken',
  'src/extension/commands/tickets/retrain.ts': 'a new seed',
  'src/extension/runs/run-memory.ts': 'when an earlier window was last alive',
  'src/extension/views/age-words.ts': 'how long ago something was, for people',
  'src/runs/lock/heartbeats.ts': 'whether a heartbeat looks young; only a refusal follows from it',
  'src/runs/lock/lock.ts': 'the heartbeat that is written',
  'src/runs/runner/opening/run-log.ts': 'when something was said, for people',
  'src/runs/runner/retrain.ts': 'when a retraining was done, for people',
  'src/runs/slurm/task-main.ts': 'when something was said, for people',
  'src/runs/store/earlier-runs.ts': 'when the settings were changed, for people',
  'src/shared/text/dates.ts': 'the name of a point in time that is given',
};

it('is asked for timestamps only, in the files that are named here', () => {
  const root = path.join(import.meta.dirname, '../../..');
  const below = (folder: string): string[] =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file));
  const files = ['src', 'webview'].flatMap(below).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(300);
  const asking = files.filter((file) => /\bDate\.now\b|\bnew Date\b/.test(readFileSync(path.join(root, file), 'utf8')));
  expect(asking.map((file) => file.replaceAll(path.sep, '/')).toSorted()).toEqual(Object.keys(allowed));
});
