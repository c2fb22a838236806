import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { userFolder, versionOf } from '../../../../src/engine/tfjs/backends/installed-package.ts';
import { keepThisPlatform } from '../../../../src/runs/packages/webgpu-package.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

const all = ['darwin-universal', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64'];

function installed(): string {
  const folder = temporaryFolder();
  for (const name of all) mkdirSync(path.join(folder, 'node_modules/webgpu/dist', name), { recursive: true });
  return folder;
}

it.each([
  ['linux', 'x64', 'linux-x64'],
  ['win32', 'arm64', 'win32-arm64'],
  ['darwin', 'arm64', 'darwin-universal'],
])('keeps the library of %s on %s alone', (platform, architecture, own) => {
  const folder = installed();
  keepThisPlatform(folder, platform, architecture);
  expect(readdirSync(path.join(folder, 'node_modules/webgpu/dist'))).toEqual([own]);
});

it('removes nothing where there is none for this computer, and says so', () => {
  const folder = installed();
  expect(() => keepThisPlatform(folder, 'linux', 'riscv64')).toThrow(/no library for this computer \(linux, riscv64\)/);
  expect(all.every((name) => existsSync(path.join(folder, 'node_modules/webgpu/dist', name)))).toBe(true);
});

it('removes nothing of a package that a link leads to, and says so where there is none', () => {
  const [elsewhere, folder] = [installed(), temporaryFolder()];
  expect(() => keepThisPlatform(folder, 'linux', 'x64')).toThrow(/npm says that it has installed webgpu@[\d.]+, but it is not in /);
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(path.join(elsewhere, 'node_modules/webgpu'), path.join(folder, 'node_modules/webgpu'), 'junction');
  expect(() => keepThisPlatform(folder, 'linux', 'x64')).toThrow('is a link to another place');
  expect(all.every((name) => existsSync(path.join(elsewhere, 'node_modules/webgpu/dist', name)))).toBe(true);
});

describe('the version of an installed package', () => {
  const file = (content: string, name = 'webgpu'): string => {
    const folder = path.join(temporaryFolder(), 'node_modules', name);
    mkdirSync(path.join(folder, 'lib'), { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), content);
    return path.join(folder, 'lib/index.js');
  };

  it.each([
    ['{ "name": "webgpu", "version": "0.4.0" }', '0.4.0'],
    ['{ "name": "other", "version": "0.4.0" }', null],
    ['{ "name": "webgpu", "version": 4 }', null],
    ['{', null],
    ['null', null],
    ['', null],
  ])('%s: %s', (content, version) => expect(versionOf(file(content), 'webgpu')).toBe(version));

  it('is found where the package lies in a folder of another name, as behind a link', () => {
    expect(versionOf(file('{ "name": "webgpu", "version": "0.4.0" }', 'checkout'), 'webgpu')).toBe('0.4.0');
  });
});

it('what is installed for a user lies in a folder of theirs, also where the environment names one in the folder at hand', () => {
  const name = process.platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_DATA_HOME';
  for (const wrong of ['data', './x', '', undefined]) expect(path.isAbsolute(userFolder({ [name]: wrong }))).toBe(true);
  expect(userFolder({ [name]: path.resolve('/own') })).toBe(path.resolve('/own/winning-ticket/packages'));
});
