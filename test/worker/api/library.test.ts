/** The package for npm, installed into an empty folder: its files, its types, its examples, its terminal. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as implementation from '../../../src/api/index.ts';
import type * as contract from '../../../src/api/winning-ticket.d.ts';
import { sharedFolder } from '../../temporary-folder.ts';

const root = path.join(import.meta.dirname, '../../..');
const ticket = 'tiny/trial-1/round-01';
let folder = '';
const installed = (): string => path.join(folder, 'node_modules/winning-ticket');
const run = (file: string, ...args: readonly string[]): string =>
  execFileSync(process.execPath, [file, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  folder = sharedFolder();
  // Built already: the script before packing is left out.
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const archive = execFileSync('npm', pack, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' }).trim();
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  // Native TensorFlow alone is a dependency, an optional one: without it no registry is asked.
  execFileSync('npm', ['install', '--offline', '--omit=optional', '--no-audit', '--no-fund', '--silent', archive], {
    cwd: folder,
    shell: process.platform === 'win32',
  });
  cpSync(path.join(root, 'examples'), path.join(folder, 'examples'), { recursive: true });
});

/** What the types promise is what there is; a difference does not compile. */
const promised = (actual: typeof implementation): typeof contract => actual;

describe('the package for npm', () => {
  it('holds the program, its pages and examples, and nothing else', () => {
    const files = readdirSync(installed(), { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map(({ parentPath, name }) => path.relative(installed(), path.join(parentPath, name)).replaceAll(path.sep, '/'));
    const known =
      /^(dist\/([\w-]+\.(js|mjs|cjs|wasm)|index\.d\.ts|tfjs\/[\w.-]+|data\/[\w-]+\.br)|docs\/[\w-]+\.md|examples\/.+|media\/lottery\.schema\.json|[A-Z-]+(\.md)?|package\.json)$/;
    expect(names.filter((name) => !known.test(name))).toEqual([]);
    expect(names).not.toContain('dist/extension.js');
    expect(names.length).toBeLessThan(150);
    const manifest = JSON.parse(readFileSync(path.join(installed(), 'package.json'), 'utf8')) as object;
    expect(manifest).not.toHaveProperty('dependencies');
    // Native TensorFlow, which can be left out.
    expect(Object.keys((manifest as { optionalDependencies?: object }).optionalDependencies ?? {})).toEqual(['@tensorflow/tfjs-node']);
    expect(manifest).not.toHaveProperty('private');
    // All that the terminal loads besides itself.
    for (const file of ['cli.js', 'mcp.cjs', 'runner.cjs', 'ticket-image-layers.js']) expect(names).toContain(`dist/${file}`);
    expect(promised).toBeTypeOf('function');
  });

  it('finds a ticket by the library, again by the terminal, and takes it apart', () => {
    const found = run('examples/library/find-ticket.mjs', 'examples/tiny.lottery.json', 'store');
    expect(found).toMatch(/round 1: \d+\.\d % of the weights, \w/);
    expect(found).toMatch(/The (winning|last) ticket: tiny\/trial-1\/round-0\d$/m);
    const shown = JSON.parse(run(path.join(installed(), 'dist/cli.js'), 'show', ticket, '--store', 'store', '--json')) as {
      ticket: string;
    };
    expect(shown.ticket).toBe(ticket);
    expect(run('examples/library/compare-weights.mjs', ticket, 'store')).toMatch(
      /^fc1\.weight: \d+ of \d+ weights remain; they moved by \d\.\d{4} on average$/m,
    );
    expect(run('examples/library/classify.mjs', ticket, 'store')).toMatch(/^\d+ bytes; a sample of zeros is of class \d$/m);
  });

  it('has types that the examples use', () => {
    mkdirSync(path.join(folder, 'typed'), { recursive: true });
    const file = path.join(folder, 'typed/use.ts');
    writeFileSync(
      file,
      `import { findTicket, loadTicket, openStore, type Ticket } from 'winning-ticket';
export const ticket = (name: string): Promise<Ticket> => loadTicket(openStore('.'), name);
export const label = async (): Promise<string | undefined> => (await findTicket({ trials: 1 })).experiment.rounds[0]?.verdict?.label;
// @ts-expect-error A format that there is none of.
import('winning-ticket').then(({ exportTicket }) => exportTicket('.', 'x', { format: 'gif' }));
`,
    );
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    expect(existsSync(tsc)).toBe(true);
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck', 'false'];
    expect(run(tsc, ...options, file)).toBe('');
  });
});
