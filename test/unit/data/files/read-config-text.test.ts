/** What a config from a stranger may make the editor read: small regular files of the workspace, and nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readConfigText } from '../../../../src/data/files/read-config-text.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

let root = '';
let outside = '';
const at = (name: string): string => path.join(root, name);
beforeEach(() => {
  [root, outside] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(at('sub'));
  writeFileSync(at('sub/base.json'), '{"seed": 5}');
  writeFileSync(path.join(outside, 'secret.json'), '{"seed": 7}');
});
const problem = (file: string): string => {
  const found = readConfigText(file, [root]);
  return typeof found === 'object' ? found.problem : `none: ${String(found)}`;
};

it('reads a file of the workspace, also through links that stay within; nothing where there is none', () => {
  symlinkSync('sub', at('link'));
  symlinkSync('link/base.json', at('chain.json'));
  for (const name of ['sub/base.json', 'link/base.json', 'chain.json']) expect(readConfigText(at(name), [root])).toBe('{"seed": 5}');
  expect(readConfigText(at('none.json'), [root])).toBeUndefined();
});

it('reads UTF-16 as VS Code does', () => {
  writeFileSync(at('wide.json'), Buffer.from('\uFEFF{"seed": 5}', 'utf16le'));
  expect(readConfigText(at('wide.json'), [root])).toBe('\uFEFF{"seed": 5}');
});

describe('does not leave the workspace', () => {
  const ways: Readonly<Record<string, () => string>> = {
    'by its path': () => path.join(outside, 'secret.json'),
    'by dots': () => at(`../${path.basename(outside)}/secret.json`),
    'by a link': () => (symlinkSync(path.join(outside, 'secret.json'), at('l.json')), at('l.json')),
    'by a link of a folder': () => (symlinkSync(outside, at('l')), at('l/secret.json')),
    'by a link to a link': () => {
      symlinkSync(outside, at('sub/l'));
      symlinkSync('sub/l/secret.json', at('l.json'));
      return at('l.json');
    },
    'by a link in a circle': () => (symlinkSync('l.json', at('l.json')), at('l.json')),
    'by a link to a device': () => (symlinkSync('/dev/zero', at('l.json')), at('l.json')),
  };

  it.skipIf(process.platform === 'win32').each(Object.keys(ways))('%s', (way) => {
    const file = ways[way]?.() ?? '';
    expect(problem(file)).toBe(
      `${file} lies outside of the workspace, or a link leads there. Add its folder to the workspace, or copy the file.`,
    );
  });

  it('but the terminal does: names that a user has written are their word', () => {
    expect(readConfigText(path.join(outside, 'secret.json'))).toBe('{"seed": 7}');
  });
});

describe('reads nothing that is no small regular file', () => {
  it('a folder', () => expect(problem(at('sub'))).toBe(`${at('sub')} is a folder, where a config belongs.`));

  it('a file that is too large, whose content is not looked at', () => {
    writeFileSync(at('large.json'), '');
    truncateSync(at('large.json'), 2 ** 40);
    expect(problem(at('large.json'))).toBe(`${at('large.json')} has 1,099,511,627,776 bytes: a config has at most 1,000,000.`);
  });

  it.skipIf(process.platform === 'win32')('a pipe that nobody writes to', () => {
    execFileSync('mkfifo', [at('pipe.json')]);
    expect(problem(at('pipe.json'))).toBe(`${at('pipe.json')} is a device or a pipe, where a config belongs.`);
  });

  it.skipIf(process.platform === 'win32')('a device, in the terminal too', () => {
    expect(readConfigText('/dev/zero')).toEqual({ problem: '/dev/zero is a device or a pipe, where a config belongs.' });
  });
});
