/** Set up for every test file, since modules may be shared by many: the folders of its tests do not stay behind. */
import { afterAll, afterEach } from 'vitest';
import { removeFoldersOfFile, removeFoldersOfTest } from './temporary-folder.ts';

afterEach(removeFoldersOfTest);
afterAll(removeFoldersOfFile);
