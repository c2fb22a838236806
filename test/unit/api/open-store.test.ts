import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src/api/index.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

it('a folder that is not there is an empty store, or an error where it must be there; reading creates nothing', async () => {
  const nowhere = path.join(temporaryFolder(), 'nowhere');
  expect(await openStore(nowhere).list()).toEqual([]);
  expect(() => openStore(nowhere, { mustExist: true })).toThrow(`There is no store ${nowhere}.`);
  expect(existsSync(nowhere)).toBe(false);
  expect(await openStore(path.dirname(nowhere), { mustExist: true }).list()).toEqual([]);
});
