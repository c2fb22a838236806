/**
 * What a stranger can hand over, in the bundled program: no code in it runs, nothing outside of what it names is read, nothing
 * outside of the store is written, no connection is tried. How each kind is refused in detail is tested where it is read.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { withEnvironment } from '../../breaking/tiny-run.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { type Finished, run } from '../cli/harness.ts';
import { handedOver, type Place } from './handed-over.ts';

const watcher = path.join(import.meta.dirname, 'watched-process.cjs');
const header = 'canary-5e1f,private';

let place: Place;
let outside: string;
let log: string;
beforeEach(() => {
  outside = temporaryFolder();
  place = { work: temporaryFolder(), secret: path.join(outside, 'private.csv'), canary: path.join(outside, 'was-run') };
  log = path.join(temporaryFolder(), 'log');
  writeFileSync(log, '');
  writeFileSync(place.secret, [header, ...Array.from({ length: 40 }, (_, row) => `${row % 2},271828`)].join('\n'));
});

/** Its variables are read by every Node that starts in the meantime. */
const watched = <T>(action: () => T): T =>
  withEnvironment({ NODE_OPTIONS: `--require ${JSON.stringify(watcher)}`, WT_WATCH_LOG: log, WT_WATCH_OUTSIDE: outside }, action);
const seen = (): readonly string[] => readFileSync(log, 'utf8').split('\n').slice(0, -1);

/** Every file of a folder, with its content, and every link; of the store only what is no file of its own. */
function filesOf(folder: string): readonly (readonly string[])[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  const own = names.filter((name) => !name.startsWith('.winning-ticket'));
  return own.map((name) => [name, lstatSync(path.join(folder, name)).isFile() ? readFileSync(path.join(folder, name), 'latin1') : '']);
}

function storedText(): string {
  const folder = path.join(place.work, '.winning-ticket');
  if (!existsSync(folder)) return '';
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  return names.map((name) => (lstatSync(name).isFile() ? readFileSync(name, 'latin1') : name)).join('\n');
}

/** Does in turn what the program must not do; failures are expected, and not looked at. */
const badProgram = `process.on('uncaughtException', () => {});
  const quiet = (action) => { try { Promise.resolve(action()).catch(() => {}); } catch {} };
  quiet(() => require('node:fs').readFileSync(process.argv[1]));
  quiet(() => fetch('http://127.0.0.1:9'));
  quiet(() => require('node:https').get('https://127.0.0.1:9'));
  quiet(() => require('node:dns').promises.lookup('host.invalid'));
  quiet(() => require('node:child_process').execFileSync('true'));
  const { Worker } = require('node:worker_threads');
  new Worker("require('node:http').get('http://127.0.0.2:9')", { eval: true }).on('error', () => {});`;

it('the watcher sees reads, connections of every kind, processes, and what threads do', () => {
  watched(() => execFileSync(process.execPath, ['-e', badProgram, place.secret]));
  expect(new Set(seen())).toEqual(
    new Set([
      `outside ${place.secret}`,
      ...['network http://127.0.0.1:9', 'network 127.0.0.1', 'network host.invalid', 'process true', 'network 127.0.0.2'],
    ]),
  );
});

it.skipIf(process.platform === 'win32').each(Object.entries(handedOver))('%s', async (_, { make, commands, named }) => {
  await make(place);
  const before = [filesOf(place.work), filesOf(outside)];
  const results: Finished[] = [];
  for (const command of commands) results.push(await watched(() => run(place.work, ...command)));
  const printed = results.map(({ out, err }) => out + err).join('\n');
  expect(printed).not.toBe('');
  expect(existsSync(place.canary)).toBe(false);
  expect([filesOf(place.work), filesOf(outside)]).toEqual(before);
  expect(seen().filter((line) => named === undefined || line !== `outside ${place.secret}`)).toEqual([]);
  const secrets = named === 'data' ? [] : ['canary-5e1f', '271828'];
  for (const part of secrets) expect(printed + storedText()).not.toContain(part);
  expect(printed).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
});
