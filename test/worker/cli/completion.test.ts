/** Completion in the shells themselves, with names that a shell must not evaluate. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { sharedFolder } from '../../temporary-folder.ts';
import { program, run } from './harness.ts';

const tiny = {
  network: { layers: [{ units: 4 }, { units: 10 }] },
  training: { iterations: 2, evaluateEvery: 1, validationSize: 1000 },
  pruning: { rounds: 1 },
  controls: { randomReinit: 0, randomMask: 0 },
};
const hostile = 'it is $(touch pwned)`touch pwned`';
let folder = '';

beforeAll(async () => {
  folder = sharedFolder();
  writeFileSync(path.join(folder, 'tiny.lottery.json'), JSON.stringify({ ...tiny, sweep: { seed: [1, 2] }, name: 'rates' }));
  writeFileSync(path.join(folder, 'hostile.lottery.json'), JSON.stringify({ ...tiny, name: hostile }));
  expect((await run(folder, 'run', 'tiny.lottery.json', 'hostile.lottery.json', '-q')).code).toBe(0);
  mkdirSync(path.join(folder, 'bin'));
  const command = path.join(folder, 'bin/winning-ticket');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(command, 0o755);
});

const env = (): NodeJS.ProcessEnv => ({
  ...process.env,
  HOME: folder,
  TERM: 'dumb',
  PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
});
const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const shell = (name: string, script: string): string =>
  spawnSync(name, ['-c', script], { cwd: folder, encoding: 'utf8', env: env() }).stdout;

const inBash = (line: string): string[] =>
  shell(
    'bash',
    `source <(winning-ticket completion bash); COMP_LINE=$LINE; COMP_POINT=\${#COMP_LINE}; _winning_ticket; printf '%s\\n' "\${COMPREPLY[@]}"`.replace(
      '$LINE',
      JSON.stringify(line),
    ),
  )
    .trim()
    .split('\n');

it.skipIf(!isThere('bash'))('bash', () => {
  expect(inBash('winning-ticket sh')).toEqual(['show']);
  expect(inBash('winning-ticket run ti')).toEqual(['tiny.lottery.json']);
  expect(inBash('winning-ticket run x --set training.optimizer=ad')).toEqual(['adam']);
  expect(inBash('winning-ticket show rates@se')).toEqual(['seed=1', 'seed=2']);
  expect(inBash('winning-ticket show it')).toEqual([String.raw`it\ is\ \$\(touch\ pwned\)\`touch\ pwned\``]);
  expect(inBash('winning-ticket show rates@seed=1/trial-1/')).toEqual(['1/trial-1/round-00', '1/trial-1/round-01']);
  expect(existsSync(path.join(folder, 'pwned'))).toBe(false);
});

it.skipIf(!isThere('fish'))('fish', () => {
  const inFish = (line: string): string[] =>
    shell('fish', `winning-ticket completion fish | source; complete -C '${line}'`).trim().split('\n');
  expect(inFish('winning-ticket sh')).toEqual([expect.stringMatching(/^show\tan experiment round by round/)]);
  expect(inFish('winning-ticket show rates@').map((line) => line.split('\t')[0])).toEqual(['rates@seed=1', 'rates@seed=2']);
  expect(inFish('winning-ticket show it')[0]?.startsWith(hostile)).toBe(true);
  expect(existsSync(path.join(folder, 'pwned'))).toBe(false);
});

it.skipIf(!isThere('zsh'))('zsh: what is given to compadd, which quotes it', () => {
  const inZsh = (...words: string[]): string[] => {
    const set = `words=(winning-ticket ${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length + 1}`;
    const script = `compdef() { }; compadd() { print -rl -- "\${(@P)@[-1]}" }; source <(winning-ticket completion zsh); ${set}; _winning_ticket`;
    return shell('zsh', script).trim().split('\n');
  };
  expect(inZsh('sh')).toEqual(['show']);
  expect(inZsh('run', 'x', '--set', 'training.optimizer=ad')).toEqual(['training.optimizer=adam']);
  expect(inZsh('show', 'it')).toEqual([hostile]);
  expect(existsSync(path.join(folder, 'pwned'))).toBe(false);
});

it('powershell: the script is there; no such shell can be had to run it in', async () => {
  expect((await run(folder, 'completion', 'powershell')).out).toContain('Register-ArgumentCompleter -Native -CommandName winning-ticket');
  expect((await run(folder, 'complete', '--quoted', '--', 'show', 'it')).out).toMatch(
    /^'it is \$\(touch pwned\)`touch pwned`'\tfinished$/m,
  );
});
