/** Set up for every test file, since modules and the process may be shared by many: what its tests have set or made does not stay behind. */
import { afterAll, afterEach } from 'vitest';
import { useLanguage } from '../src/shared/text/language.ts';
import { removeFoldersOfFile, removeFoldersOfTest } from './temporary-folder.ts';

const before = { ...process.env };

function restoreEnvironment(): void {
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
}

afterEach(removeFoldersOfTest);
afterAll(() => {
  removeFoldersOfFile();
  restoreEnvironment();
  useLanguage(null);
});
