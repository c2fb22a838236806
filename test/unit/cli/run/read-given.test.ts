/** What a user may name where a config belongs: nothing is waited for or read without end. */
import { execFileSync, spawn } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGiven } from '../../../../src/cli/run/read-given.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

it('a file is read whole; one of any length, or none, is refused', () => {
  const file = path.join(temporaryFolder(), 'x.lottery.json');
  expect(() => readGiven(file)).toThrow('ENOENT');
  writeFileSync(file, 'x'.repeat(100_000));
  expect(readGiven(file).length).toBe(100_000);
  truncateSync(file, 5e9);
  expect(() => readGiven(file)).toThrow(/^this is too long for a config/);
  expect(() => readGiven(path.dirname(file))).toThrow('EISDIR');
});

describe.skipIf(process.platform === 'win32')('what is no file', () => {
  const pipe = (): string => {
    const file = path.join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [file]);
    return file;
  };

  it.each(['/dev/zero', '/dev/null'])('%s is refused', (file) => expect(() => readGiven(file)).toThrow(/^this is a device/));

  it('a pipe that nobody writes to is empty', () => expect(readGiven(pipe()).length).toBe(0));

  it('a pipe is read until it is closed, however slowly it is filled; one without end is refused', async () => {
    const file = pipe();
    const slow = spawn('sh', ['-c', 'exec 3<>"$1"; echo begun; sleep 0.3; printf "{}" >&3', 'sh', file]);
    await new Promise((resolve) => slow.stdout.once('data', resolve));
    expect(readGiven(file).toString()).toBe('{}');
    const endless = spawn('sh', ['-c', 'exec 3<>"$1"; echo begun; exec yes >&3', 'sh', file]);
    await new Promise((resolve) => endless.stdout.once('data', resolve));
    expect(() => readGiven(file)).toThrow('this is too long for a config');
    endless.kill('SIGKILL');
  });
});
