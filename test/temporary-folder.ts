/** Folders of tests in the system's temporary directory, of which nothing stays behind: clean-up.ts removes them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ofTest: string[] = [];
const ofFile: string[] = [];

/** A process that a test has ended may still write for a moment. */
const remove = (folders: string[]): void =>
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
export const removeFoldersOfTest = (): void => remove(ofTest);
export const removeFoldersOfFile = (): void => remove(ofFile);

function newFolder(folders: string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'wt-test-'));
  folders.push(folder);
  return folder;
}

/** A new folder, gone after the test. */
export const temporaryFolder = (): string => newFolder(ofTest);

/** A new folder, gone after the last test of the file; to be called in `beforeAll`. */
export const sharedFolder = (): string => newFolder(ofFile);
