/** What people expect of a program in the terminal, beyond what each command does. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentDocument } from '../../../src/shared/results/experiment.ts';
import { sharedFolder } from '../../temporary-folder.ts';
import { type Finished, program, run, runWith, smallImages } from './harness.ts';

const tiny = {
  dataset: smallImages,
  network: { layers: [{ units: 8 }, { units: 10 }] },
  training: { batchSize: 20, iterations: 20, evaluateEvery: 10, validationSize: 20 },
  pruning: { rounds: 1 },
  controls: { randomReinit: 0, randomMask: 0 },
};
const sweep = { ...tiny, sweep: { 'training.learningRate': [0.001, 0.01] } };

let folder = '';
const write = (name: string, config: unknown): void => writeFileSync(path.join(folder, name), JSON.stringify(config));
const json = <T>({ out }: Finished): T => JSON.parse(out) as T;
const documents = ({ out }: Finished): ExperimentDocument[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ExperimentDocument)
    .filter((value) => !('event' in value));

beforeAll(async () => {
  folder = sharedFolder();
  write('tiny.lottery.json', tiny);
  write('rates.lottery.json', sweep);
  expect((await run(folder, 'run', 'tiny.lottery.json', 'rates.lottery.json', '-q')).err).toBe('tiny:\nrates:\n');
});

describe('run', () => {
  it('--set is part of the experiment, as if it were written in the config', async () => {
    const [set] = documents(await run(folder, 'run', 'tiny.lottery.json', '--json', '--set', 'seed=7', '--set', 'name=set'));
    write('written.lottery.json', { ...tiny, seed: 7 });
    const [written] = documents(await run(folder, 'run', 'written.lottery.json', '--json'));
    expect(set?.config.seed).toBe(7);
    expect(set?.trainings.map(({ hash }) => hash)).toEqual(written?.trainings.map(({ hash }) => hash));
    const report = await run(folder, 'report', 'set', '--out', '-');
    expect(report.out).toMatch(/winning-ticket run --set seed=7 --set name=set .*tiny\.lottery\.json/);
    expect((await run(folder, 'report', 'written', '--out', '-')).out).toMatch(/winning-ticket run (?!--set)/);
  });

  it('names the flag that is wrong, and runs nothing', async () => {
    const wrong = ['--set', 'training.learningRate=fast', '--set', 'trainign.batchSize=3'];
    const { code, out, err } = await run(folder, 'run', 'tiny.lottery.json', ...wrong);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--set training.learningRate=fast: learningRate must be a number above 0');
    expect(err).toMatch(/--set trainign\.batchSize=3: There is no key "trainign" here; did you mean training/);
    expect((await run(folder, 'run', 'tiny.lottery.json', '--set', 'seed')).err).toContain('a key in full, "=" and a value');
  });

  it('several configs are all checked first; two of one name are refused', async () => {
    write('wrong.lottery.json', { trials: 0 });
    const wrong = await run(folder, 'run', 'tiny.lottery.json', 'wrong.lottery.json');
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    const same = await run(folder, 'run', 'tiny.lottery.json', './tiny.lottery.json');
    expect([same.code, same.err]).toEqual([2, expect.stringContaining('are both the experiment "tiny"')]);
    const plans = json<{ configs: unknown[] }>(await run(folder, 'run', 'tiny.lottery.json', 'rates.lottery.json', '-n', '-j'));
    expect(plans.configs).toMatchObject([{ experiment: 'tiny' }, { sweep: 'rates' }]);
  });

  it('- reads stdin', async () => {
    const { code, out } = await runWith(folder, JSON.stringify(tiny), 'run', '-', '--set', 'name=piped', '--json');
    expect(code).toBe(0);
    expect(documents({ code, out, err: '' })).toMatchObject([{ experiment: 'piped', configPath: null, state: 'finished' }]);
  });

  it('plans without the data set: exactly where its sizes are known, else what can be known', async () => {
    process.env['WINNING_TICKET_DATA'] = path.join(folder, 'no-cache');
    write('cifar.lottery.json', { ...tiny, dataset: 'cifar-10' });
    write('own.lottery.json', { ...tiny, dataset: { kind: 'csv', train: 'no.csv', test: 'no.csv' } });
    const known = await run(folder, 'run', 'cifar.lottery.json', '--dry-run', '--json');
    // 3 x 32 x 32 x 8 and 8 x 10.
    expect(json(known)).toMatchObject({ trainings: 2, toFetch: 'cifar-10', rounds: [{ remainingCount: 24_656 }, {}] });
    const own = await run(folder, 'run', 'own.lottery.json', '--dry-run');
    expect([own.code, own.out]).toEqual([0, expect.stringMatching(/own: 2 trainings\. .*not there:\n.*no\.csv/)]);
  });

  it.skipIf(process.platform === 'win32')('prints commands that work when pasted, whatever the name holds', async () => {
    for (const name of ['--json', "it's `touch pwned` $(touch pwned), b", '=ls']) {
      const { out } = await run(folder, 'run', 'tiny.lottery.json', '--set', `name=${name}`, '--store', 'pasted');
      const line = /In detail: +(.*)/.exec(out)?.[1] ?? '';
      const pasted = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
      expect([line, pasted.status, pasted.stdout]).toEqual([
        expect.stringContaining('show'),
        0,
        expect.stringContaining(`${name}/trial-1/round-0`),
      ]);
    }
    expect(existsSync(path.join(folder, 'pwned'))).toBe(false);
  });
});

describe('other commands', () => {
  it('validate says what is wrong, needs no data, and runs nothing', async () => {
    write('own.lottery.json', { ...tiny, dataset: { kind: 'csv', train: 'no.csv', test: 'no.csv' } });
    expect(await run(folder, 'validate', 'own.lottery.json')).toMatchObject({ code: 0, out: 'own.lottery.json: right\n', err: '' });
    write('wrong.lottery.json', { trials: 0 });
    const { code, err } = await run(folder, 'validate', 'own.lottery.json', 'wrong.lottery.json');
    expect([code, err]).toEqual([2, expect.stringMatching(/^wrong\.lottery\.json:1:11: trials must be/)]);
    expect(json(await run(folder, 'validate', 'wrong.lottery.json', '-j'))).toMatchObject({
      configs: [{ file: 'wrong.lottery.json', right: false, problems: [{ key: ['trials'], severity: 'error' }] }],
    });
  });

  it('list shows a sweep as one row, and its experiments on wish', async () => {
    const { out } = await run(folder, 'list');
    expect(out).toMatch(/^rates +finished +4\/4 +\S.* \d{4}-\d\d-\d\d \d\d:\d\d +a sweep of 2 experiments/m);
    expect(out).not.toContain('rates@');
    expect((await run(folder, 'list', '--all')).out).toMatch(/^ {2}rates@learningRate=0\.001 +finished +2\/2/m);
    const [line] = json<{ experiments: object[] }>(await run(folder, 'list', '--json')).experiments;
    expect(line).toMatchObject({ changedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string, data: expect.any(String) as string });
    const csv = (await run(folder, 'list', '--format', 'csv')).out;
    expect(csv).toMatch(/^experiment,state,trainings,planned trainings,data,changed,verdict,winning ticket remaining,result\n/);
    expect(csv).toMatch(/^rates,finished,4,4,[^,]+,\d{4}-\d\d-\d\dT[\d:.]+Z,[a-z-]+,[\d.]*,"a sweep of 2 experiments, /m);
  });

  it('tables are CSV with whole numbers, or Markdown', async () => {
    const [head, dense] = (await run(folder, 'show', 'tiny', '-f', 'csv')).out.split('\n');
    expect(head).toBe('round,remaining,ticket,ticket stop,ticket stop bound,ticket n,ticket planned,verdict');
    expect(dense).toMatch(/^0,1,0\.\d+,\d+,(exact|at-least|at-most),1,1,dense$/);
    expect((await run(folder, 'show', 'tiny', '-f', 'md')).out).toMatch(/^\| round \| remaining \| ticket \|/);
    expect((await run(folder, 'diff', 'tiny/trial-1/round-00', 'tiny/trial-1/round-01', '-f', 'md')).out).toContain('| mask |');
    const [names, ...tickets] = (await run(folder, 'diff', 'tiny/trial-1/round-00', 'tiny/trial-1/round-01', '-f', 'csv')).out
      .trim()
      .split('\n');
    expect(names).toMatch(
      /^ticket,"weights remaining, 0\.\.1","early stop, iteration",early stop bound,"test accuracy at early stop, 0\.\.1",/,
    );
    expect(tickets[0]).toMatch(/^tiny\/trial-1\/round-00,1,\d+,(exact|at-least|at-most),0\.\d+,0\.\d+,[\d.]*,\d+,,[0-9a-f]{64}$/);
    expect(tickets[1]).toMatch(/^tiny\/trial-1\/round-01,0\.\d+,\d+,(exact|at-least|at-most),.*,[0-9a-f]{64},[0-9a-f]{64}$/);
    expect((await run(folder, 'show', 'tiny', '-f', 'csv', '--json')).code).toBe(2);
  });

  it('a store that is not there is an error of every command that reads one', async () => {
    const commands = [
      ['list'],
      ['show', 'x'],
      ['claims', 'x'],
      ['report', 'x'],
      ['gc'],
      ['delete', 'x', '--yes'],
      ['retrain', 'x/trial-1/round-01'],
    ];
    for (const command of commands) {
      const { code, err } = await run(folder, ...command, '--store', 'nowhere');
      expect([code, err], command.join(' ')).toEqual([2, expect.stringContaining('There is no store')]);
    }
    expect(existsSync(path.join(folder, 'nowhere'))).toBe(false);
  });

  it('a typo is answered by the nearest name', async () => {
    expect((await run(folder, 'show', 'tinny')).err).toContain('Did you mean "tiny"?');
    expect((await run(folder, 'show', 'rates/trial-1/round-01')).err).toContain('such as "rates@learningRate=0.001"');
    expect((await run(folder, 'show', 'tiny/trail-1/round-1')).err).toContain('Did you mean "tiny/trial-1/round-01"?');
    expect((await run(folder, 'shwo')).err).toContain('Did you mean show?');
    expect((await run(folder, 'presets', 'paper/lenet-300')).err).toContain('did you mean "paper/lenet-300-100"?');
    expect((await run(folder, 'schema', 'training.lerningRate')).err).toContain('did you mean "training.learningRate"?');
  });

  it('presets and schema are for other programs too', async () => {
    expect((await run(folder, 'presets')).out).toMatch(/^paper\/lenet-300-100 +lenet-300-100 +mnist +50,000 +24 +5$/m);
    const text = await run(folder, 'presets', 'quick/lenet-300-100');
    expect((await runWith(folder, text.out, 'validate', '-')).code).toBe(0);
    expect(json(await run(folder, 'schema', 'training.batchSize'))).toMatchObject({ type: 'integer', minimum: 1 });
    expect(json(await run(folder, 'schema', 'network.layers[].units'))).toMatchObject({ type: 'integer' });
    expect(json(await run(folder, 'schema'))).toMatchObject({ title: 'Winning Ticket experiment' });
  });

  it('delete asks, or takes --yes; of a sweep it deletes all experiments', async () => {
    const refused = await run(folder, 'delete', 'rates');
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('add --yes')]);
    write('gone.lottery.json', { ...sweep, seed: 9 });
    await run(folder, 'run', 'gone.lottery.json');
    expect(json(await run(folder, 'delete', 'gone', '-y', '--json'))).toMatchObject({
      deleted: ['gone@learningRate=0.001', 'gone@learningRate=0.01'],
    });
    expect((await run(folder, 'list', '--all')).out).not.toContain('gone');
  });
});

describe('colour and width', () => {
  const env = (more: Record<string, string>): string => {
    const { stdout } = spawnSync(process.execPath, [program, 'list'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', ...more },
    });
    return stdout;
  };

  it('there is none where nobody looks; FORCE_COLOR and NO_COLOR decide otherwise', async () => {
    expect(env({})).not.toContain('\u001b[');
    expect(env({ FORCE_COLOR: '1' })).toContain('\u001b[1mexperiment');
    expect(env({ FORCE_COLOR: '0' })).not.toContain('\u001b[');
    expect(env({ NO_COLOR: '1' })).not.toContain('\u001b[');
    expect((await run(folder, 'list', '--color')).out).toContain('\u001b[1m');
  });

  it('tables are no wider than COLUMNS says', () => {
    const widths = env({ COLUMNS: '60' })
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(60);
  });
});
