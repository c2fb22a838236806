import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openStore } from '../../../../src/runs/library/store.ts';
import { afterCleanUp } from '../../../../src/runs/lock/clean-up-lock.ts';
import { Lock } from '../../../../src/runs/lock/lock.ts';
import { thisComputer } from '../../../../src/data/files/processes.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

const lockFile = (): string => openStore(path.join(temporaryFolder(), 'store')).cleanUpLockFile;

it('a run begins at once where nobody cleans up', () => afterCleanUp(lockFile()));

it('a run waits for a clean-up and begins when it has ended; the waiting can be stopped', async () => {
  const [file, stop] = [lockFile(), new AbortController()];
  const lock = await Lock.acquire(file, 'Clean Up Store');
  let begun = false;
  const run = afterCleanUp(file).then(() => (begun = true));
  const stopped = afterCleanUp(file, stop.signal);
  await sleep(250);
  expect(begun).toBe(false);
  stop.abort();
  await expect(stopped).rejects.toThrow(/abort/i);
  await lock.release();
  await run;
  expect(begun).toBe(true);
});

it('a clean-up that was killed hinders neither a run nor the next clean-up', async () => {
  const store = openStore(path.join(temporaryFolder(), 'store'));
  await store.prepare();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const { host, bootId, pidNamespace } = thisComputer();
  const lock = { schemaVersion: 1, host, pid, startTime: '1', bootId, pidNamespace, heartbeat: Date.now() };
  await (await Lock.acquire(store.cleanUpLockFile, 'x')).release();
  writeFileSync(store.cleanUpLockFile, JSON.stringify(lock));
  await afterCleanUp(store.cleanUpLockFile);
  expect(await store.collectGarbage(false)).toEqual({ files: 0, bytes: 0 });
});

it('two clean-ups at once: the second is refused, and told by whom', async () => {
  const store = openStore(path.join(temporaryFolder(), 'store'));
  await store.prepare();
  const lock = await Lock.acquire(store.cleanUpLockFile, 'Clean Up Store');
  await expect(store.collectGarbage(false)).rejects.toThrow(`"Clean Up Store" is being run already, by process ${String(process.pid)}`);
  await lock.release();
});
