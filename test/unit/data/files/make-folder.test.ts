import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../../../src/data/files/make-folder.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

it('makes what is missing, and leaves what is there', async () => {
  const folder = join(temporaryFolder(), 'a/b/c');
  await makeFolder(folder);
  await makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

it('many at once make it together', async () => {
  const folder = join(temporaryFolder(), 'a/b/c/d');
  await Promise.all(Array.from({ length: 20 }, () => makeFolder(folder)));
  expect(existsSync(folder)).toBe(true);
});

it('a file in the way, above or in its place, and a link that leads nowhere, are errors', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'inner'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(makeFolder(join(folder, 'link'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(folder, 'link/inner'))).rejects.toThrow();
});

it.skipIf(process.platform !== 'linux')('where the system lets nobody make a folder, that is said and not tried for ever', async () => {
  await expect(makeFolder('/proc/winning-ticket/store')).rejects.toMatchObject({ code: 'ENOENT' });
});
