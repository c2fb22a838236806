import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { StoreError } from '../../../../../src/runs/store/files/store-error.ts';
import { renamePatiently, writeAtomically } from '../../../../../src/runs/store/files/write-atomically.ts';
import { temporaryFolder } from '../../../../temporary-folder.ts';

const failing = (code: string): Error => Object.assign(new Error(code), { code });

/** A rename that a virus scanner refuses so many times. */
function refusing(times: number, code: string): { readonly rename: typeof renamePatiently; readonly calls: () => number } {
  let calls = 0;
  const once = async (from: string, to: string): Promise<void> => {
    if (++calls <= times) throw failing(code);
    await rename(from, to);
  };
  return { rename: (from, to) => renamePatiently(from, to, once as typeof rename), calls: () => calls };
}

it.each(['EPERM', 'EBUSY'])('waits out a rename that is refused three times with %s', async (code) => {
  const file = path.join(temporaryFolder(), 'deep/er/a.json');
  const { rename, calls } = refusing(3, code);
  await writeAtomically(file, 'new', { rename });
  expect(calls()).toBe(4);
  expect(readFileSync(file, 'utf8')).toBe('new');
});

it('gives up in the end: the old file is whole, nothing is left over, the message says what to do', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'a.json');
  writeFileSync(file, 'old');
  const error = await writeAtomically(file, 'new', { rename: refusing(Infinity, 'EPERM').rename }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreError);
  expect((error as Error).message).toBe(
    `${file}: could not be written: no permission to write here; choose another store folder (setting winningTicket.storeFolder, or --store) (EPERM).`,
  );
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('does not wait where waiting is of no use', async () => {
  const { rename, calls } = refusing(Infinity, 'ENOSPC');
  await expect(writeAtomically(path.join(temporaryFolder(), 'a'), 'x', { rename })).rejects.toThrow('the disk is full');
  expect(calls()).toBe(1);
});

/** As another run does that begins a training which both need. */
it('is written again where somebody takes the unfinished file for one that was left over', async () => {
  const folder = temporaryFolder();
  let times = 0;
  const lose = async (from: string, to: string): Promise<void> => {
    if (++times <= 2) await rm(from);
    await rename(from, to);
  };
  await writeAtomically(path.join(folder, 'a.json'), 'new', { rename: lose });
  expect(readFileSync(path.join(folder, 'a.json'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('does not make a folder again that was deleted meanwhile', async () => {
  const folder = path.join(temporaryFolder(), 'gone');
  const deleted = (): Promise<void> => rm(folder, { recursive: true }).then(() => Promise.reject(failing('ENOENT')));
  await expect(writeAtomically(path.join(folder, 'a'), 'x', { rename: deleted })).rejects.toThrow('its folder is gone');
  expect(existsSync(folder)).toBe(false);
});
