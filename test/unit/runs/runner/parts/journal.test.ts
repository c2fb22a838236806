/** The record of a run on a slow disk. */
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { Journal } from '../../../../../src/runs/runner/parts/journal.ts';
import type { Lock } from '../../../../../src/runs/lock/lock.ts';
import { ExperimentFolder } from '../../../../../src/runs/store/experiments/experiment-folder.ts';
import type { ExperimentRecord } from '../../../../../src/runs/store/experiments/experiment-record.ts';
import { temporaryFolder } from '../../../../temporary-folder.ts';
import { experimentRecord } from '../../stored-experiment.ts';

/** A write takes a second of a clock that nothing else moves. */
class SlowFolder extends ExperimentFolder {
  override async write(record: ExperimentRecord): Promise<void> {
    await super.write(record);
    vi.advanceTimersByTime(1000);
  }
}

afterEach(() => vi.useRealTimers());

it('a run ends at once, also where it ends while the lock is looked at before a write', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const folder = new SlowFolder(path.join(temporaryFolder(), 'experiments/a'));
  let meanwhile = (): void => undefined;
  const isMine = (): Promise<boolean> => {
    meanwhile();
    return Promise.resolve(true);
  };
  const journal = new Journal(experimentRecord('a', {}), folder, { isMine } as unknown as Lock);
  await journal.update({});
  let ended: Promise<void> | null = null;
  meanwhile = () => void (ended ??= journal.update({ state: 'finished' }));
  await journal.update({});
  // Nothing moves the clock: whoever rests would rest for ever.
  await (ended as Promise<void> | null);
  expect(await folder.record()).toMatchObject({ state: 'finished' });
  expect(ended).not.toBeNull();
});
