import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentDocument } from '../../../src/shared/results/experiment.ts';
import type { TicketDetails } from '../../../src/shared/results/ticket/ticket-details.ts';
import { sharedFolder } from '../../temporary-folder.ts';
import { hold } from '../runs/harness.ts';
import { type Finished, run, smallImages, start } from './harness.ts';

const tiny = {
  dataset: smallImages,
  network: { layers: [{ units: 20 }, { units: 10 }] },
  training: { batchSize: 20, iterations: 60, evaluateEvery: 20, validationSize: 20 },
  pruning: { rounds: 2 },
};

let folder = '';
beforeAll(() => void (folder = sharedFolder()));

const write = (name: string, config: unknown): void =>
  writeFileSync(path.join(folder, name), typeof config === 'string' ? config : JSON.stringify(config));
const lines = (text: string): string[] => text.trim().split('\n');
const json = <T>({ out }: Finished): T => JSON.parse(out) as T;

describe('before anything runs', () => {
  it('a wrong config is told with file, line and column; exit code 2; nothing is written', async () => {
    write('wrong.lottery.json', '{\n  "training": {\n    "learningrate": 0.1\n  }\n}');
    const { code, out, err } = await run(folder, 'run', 'wrong.lottery.json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^wrong\.lottery\.json:3:5: .*learningRate/);
    expect(existsSync(path.join(folder, '.winning-ticket'))).toBe(false);
  });

  it.each([
    [['run'], 'missing required argument'],
    [['run', 'nowhere.lottery.json'], 'nowhere.lottery.json: there is no such file'],
    [['run', '.'], 'this is a folder'],
    [['run', 'x.lottery.json', '--workers', '0'], 'whole number of at least 1'],
    [['run', 'x.lottery.json', '--seed', '-1'], 'whole number of at least 0'],
    [['fly'], "unknown command 'fly'"],
    [['show', 'lenet'], 'There is no store'],
  ])('%j is refused with exit code 2', async (args, reason) => {
    const { code, out, err } = await run(folder, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(reason);
  });

  it('help and version are no errors', async () => {
    expect((await run(folder, '--help')).code).toBe(0);
    const { code, out } = await run(folder, '--version');
    expect([code, out.trim()]).toEqual([
      0,
      (JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8')) as { version: string }).version,
    ]);
  });

  it('list of a store that is not there is refused and makes none', async () => {
    expect(await run(folder, 'list', '--json')).toMatchObject({ code: 2, out: '' });
    expect(existsSync(path.join(folder, '.winning-ticket'))).toBe(false);
  });

  it('init writes a config that is right, and never over a file', async () => {
    expect((await run(folder, 'init', 'mine')).out).toContain('Wrote mine.lottery.json');
    expect((await run(folder, 'run', 'mine.lottery.json', '--dry-run')).code).toBe(0);
    const again = await run(folder, 'init', 'mine.lottery.json');
    expect(again.code).toBe(2);
    expect(again.err).toContain('is there already');
  });

  it('a dry run plans exactly and writes nothing', async () => {
    write('tiny.lottery.json', tiny);
    const plan = json<{ trainings: number; rounds: { remainingCount: number }[]; workers: number; workerMemoryBytes: number }>(
      await run(folder, 'run', 'tiny.lottery.json', '--dry-run', '--json', '--workers', '1'),
    );
    expect(plan).toMatchObject({ schemaVersion: 1, experiment: 'tiny', trainings: 7, workers: 1 });
    // 64 x 20 at 20 % and 20 x 10 at 10 %.
    expect(plan.rounds.map((round) => round.remainingCount)).toEqual([1480, 1204, 981]);
    expect(plan.workerMemoryBytes).toBeGreaterThan(200 * 64);
    write('curve.lottery.json', { ...tiny, training: { ...tiny.training, schedule: 'one-cycle' } });
    const { code, out } = await run(folder, 'run', 'curve.lottery.json', '--dry-run');
    expect(code).toBe(0);
    expect(out).toMatch(/Learning rate: 0\.000048 at the first iteration, at most 0\.0012, 4\.8e-9 at the last\./);
    expect(out).toContain('1,204');
    expect(existsSync(path.join(folder, '.winning-ticket'))).toBe(false);
  });
});

describe('a run', () => {
  let finished: Finished;
  beforeAll(async () => {
    write('tiny.lottery.json', tiny);
    finished = await run(folder, 'run', 'tiny.lottery.json', '--workers', '2');
  });

  it('ends with the table, the verdict, and where the tickets lie', () => {
    expect(finished.err).not.toMatch(/error|failed/i);
    expect(finished.err).toMatch(
      /^7 trainings, about \d+ (s|min).*; 2 workers, about [\d.]+ MB of memory; at most about [\d.]+ [kM]B on disk\.$/m,
    );
    expect(finished.code).toBe(0);
    const table = lines(finished.out).filter((line) => /^ +\d+ {2}/.test(line));
    expect(table.map((line) => line.trim().split(/ {2,}/).slice(0, 2))).toEqual([
      ['0', '100.0 %'],
      ['1', '81.4 %'],
      ['2', '66.3 %'],
    ]);
    for (const line of table) expect(line).toMatch(/\d\d\.\d\d %/);
    expect(finished.out).toContain('show tiny/trial-1/round-');
    expect(finished.out).toContain('In VS Code:');
  });

  it('is shown the same by show', async () => {
    const { code, out } = await run(folder, 'show', 'tiny');
    expect(code).toBe(0);
    expect(finished.out).toContain(out.trim());
  });

  it('again trains nothing; --json is an event a line, at last the document', async () => {
    const { code, out } = await run(folder, 'run', 'tiny.lottery.json', '--json');
    expect(code).toBe(0);
    const values = lines(out).map((line) => JSON.parse(line) as Record<string, unknown>);
    const shown = json<ExperimentDocument>(await run(folder, 'show', 'tiny', '--json'));
    expect(values.slice(0, -1).every((value) => typeof value['event'] === 'string')).toBe(true);
    expect(values.at(-2)).toEqual({ event: 'end', data: { state: 'finished', failure: null } });
    expect(values.at(-1)).toEqual(shown);
    expect(shown).toMatchObject({ schemaVersion: 1, experiment: 'tiny', state: 'finished', plannedTrainings: 7 });
    expect(shown.rounds.map((round) => round.remainingCount)).toEqual([1480, 1204, 981]);
    expect(shown.trainings).toHaveLength(7);
    expect(shown.trainings[0]?.evaluations.map((evaluation) => evaluation.iteration)).toEqual([20, 40, 60]);
  });

  it('says how much is there already, before it runs and in a dry run', async () => {
    const isThere = '7 trainings, all of them there already: nothing is left to train.';
    expect((await run(folder, 'run', 'tiny.lottery.json')).err).toContain(isThere);
    expect((await run(folder, 'run', 'tiny.lottery.json', '--dry-run')).out).toContain(isThere);
    const more = await run(folder, 'run', 'tiny.lottery.json', '--dry-run', '--set', 'trials=2');
    expect(more.out).toMatch(/^14 trainings, 7 of them there already, about /m);
    const other = await run(folder, 'run', 'tiny.lottery.json', '--dry-run', '--set', 'seed=5');
    expect(other.out).toMatch(/^7 trainings, about /m);
  });

  it('knows of no ticket that is not planned', async () => {
    const { code, err } = await run(folder, 'show', 'tiny/trial-1/round-09');
    expect(err).toContain('There is no ticket tiny/trial-1/round-09: the experiment has rounds 0 to 2 and trials 1 to 1.');
    expect(code).toBe(2);
  });

  it('is in the list', async () => {
    expect((await run(folder, 'list')).out).toMatch(/tiny +finished +7\/7/);
    expect(json(await run(folder, 'list', '--json'))).toMatchObject({
      experiments: [{ experiment: 'tiny', state: 'finished', problem: null, earlierOf: null, runner: null }],
    });
  });

  it('names what is damaged, in list and show, with exit code 4; all else is shown', async () => {
    const { trainings } = json<ExperimentDocument>(await run(folder, 'show', 'tiny', '--json'));
    const file = path.join(folder, '.winning-ticket/trainings', trainings[3]?.hash ?? '', 'training.json');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.slice(0, 500));
    const [list, show] = [await run(folder, 'list'), await run(folder, 'show', 'tiny')];
    writeFileSync(file, whole);
    expect([list.code, show.code]).toEqual([4, 4]);
    expect(list.out).toMatch(/tiny +finished +6\/7 +BASE +[-: \d]+ +1 file cannot be read; /);
    for (const text of [list.err, show.out]) expect(text).toContain('training.json: is damaged: it is not JSON. Run the experiment again');
    expect((await run(folder, 'list')).code).toBe(0);
  });

  it('gives tickets that can be shown and compared', async () => {
    const ticket = json<TicketDetails>(await run(folder, 'show', 'tiny/trial-1/round-01', '--json'));
    expect(ticket).toMatchObject({ schemaVersion: 1, experiment: 'tiny', trial: 1, round: 1 });
    expect(ticket.layers.map((layer) => layer.remaining)).toEqual([1024, 180]);
    expect((await run(folder, 'show', 'tiny/trial-1/round-01')).out).toMatch(/fc1 .*1,280 +1,024/);
    const comparison = json<{ agreement: { overlap: number }[] }>(
      await run(folder, 'diff', 'tiny/trial-1/round-01', 'tiny/trial-1/round-02', '--json'),
    );
    // Round 2's mask is a subset of round 1's.
    expect(comparison.agreement[0]?.overlap).toBeCloseTo(819 / 1024, 3);
    expect((await run(folder, 'diff', 'tiny/trial-1/round-01', 'tiny/trial-1/round-02')).out).toMatch(/fc1 +80 %/);
  });

  it.each([
    [['show', 'tyni'], 'There are: tiny.'],
    [['show', 'tyni/trial-1/round-01'], 'There are: tiny.'],
    [['diff', 'tiny', 'tiny/trial-1/round-01'], 'names no ticket'],
    [['retrain', 'tiny/trial-1/round-01', '--seed', '3'], '--seed needs --reinit'],
  ])('unknown names: %j is refused with exit code 2', async (args, reason) => {
    const { code, out, err } = await run(folder, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(reason);
  });

  it('has tickets that can be trained again: unchanged the same bits, with fresh weights others', async () => {
    const name = 'tiny/trial-1/round-01';
    const original = json<TicketDetails>(await run(folder, 'show', name, '--json'));
    const same = await run(folder, 'retrain', name);
    expect([same.code, same.out]).toEqual([0, expect.stringContaining(name)]);
    const changed = await run(folder, 'retrain', name, '--reinit', '--seed', '7', '--json');
    expect(changed.code).toBe(0);
    const { retrainings } = JSON.parse(lines(changed.out).at(-1) ?? '') as TicketDetails;
    const hashes = retrainings.map((training) => training.hash);
    expect(hashes).toHaveLength(2);
    expect(hashes).toContain(original.training?.hash);
    const fresh = retrainings.find((training) => training.hash !== original.training?.hash);
    expect(fresh?.evaluations).not.toEqual(original.training?.evaluations);
  });

  it('whose lock is a folder is shown with the damage, exit code 4; run and gc are refused, exit code 3', async () => {
    const lock = path.join(folder, '.winning-ticket/experiments/tiny/lock.json');
    mkdirSync(lock);
    const [list, show, again, gc] = [
      await run(folder, 'list'),
      await run(folder, 'show', 'tiny'),
      await run(folder, 'run', 'tiny.lottery.json'),
      await run(folder, 'gc'),
    ];
    rmSync(lock, { recursive: true });
    expect([list, show, again, gc].map(({ code }) => code)).toEqual([4, 4, 3, 3]);
    expect([list.out, show.out]).toEqual([expect.stringContaining('its lock cannot be read'), expect.stringContaining('round')]);
    for (const { err } of [list, again, gc])
      expect(err).toContain(`${lock}: is a folder, where a file belongs. If nobody runs this experiment, delete it.`);
  });

  it('begun four times at the same moment is carried out or refused, never failed', async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => run(folder, 'run', 'tiny.lottery.json')));
    expect(runs.some(({ code }) => code === 0)).toBe(true);
    for (const { code, err } of runs.filter(({ code }) => code !== 0))
      expect([code, err]).toEqual([3, expect.stringContaining('is being run already, by process')]);
  });

  it('gc removes nothing that an experiment names', async () => {
    const before = readdirSync(path.join(folder, '.winning-ticket/trainings')).sort();
    expect(json(await run(folder, 'gc', '--dry-run', '--json'))).toMatchObject({ schemaVersion: 1, dryRun: true });
    expect((await run(folder, 'gc')).code).toBe(0);
    expect(readdirSync(path.join(folder, '.winning-ticket/trainings')).sort()).toEqual(before);
  });

  it('with another seed gives other numbers, seed 0 included', async () => {
    write('seeds.lottery.json', { ...tiny, pruning: { rounds: 1 }, controls: { randomReinit: 0, randomMask: 0 } });
    const store = (seed: string): string[] => ['--store', path.join(folder, `seed-${seed}`)];
    const losses = async (seed: string): Promise<unknown> => {
      const { out } = await run(folder, 'run', 'seeds.lottery.json', '--seed', seed, '--json', ...store(seed));
      const document = JSON.parse(lines(out).at(-1) ?? '') as ExperimentDocument;
      expect(document.config.seed).toBe(Number(seed));
      return document.trainings[0]?.evaluations.map((evaluation) => evaluation.validationLoss);
    };
    expect(await losses('0')).not.toEqual(await losses('1'));
  });
});

describe('a long run', () => {
  it('is refused to others with exit code 3; Ctrl-C saves, exit code 130; the same command goes on', async () => {
    write('long.lottery.json', { ...tiny, training: { ...tiny.training, iterations: 20_000, evaluateEvery: 1000 } });
    const first = start(folder, 'run', 'long.lottery.json', '--json', '--workers', '1');
    await first.shows('"event":"document"');
    const release = hold(first.runner());
    const [second, cleaned] = await Promise.all([run(folder, 'run', 'long.lottery.json'), run(folder, 'gc')]);
    expect(second.err).toContain('is being run already');
    expect(second.code).toBe(3);
    expect(cleaned).toMatchObject({
      code: 3,
      err: expect.stringContaining('is running; clean up when it has ended') as unknown,
    });
    release();
    first.process.kill('SIGINT');
    const { code, out, err } = await first.finished;
    expect(err).toContain('Saving. Press Ctrl-C again to stop at once.');
    expect(code).toBe(130);
    const cut = JSON.parse(lines(out).at(-1) ?? '') as ExperimentDocument;
    expect(cut.trainings.length).toBeLessThan(7);
    const again = start(folder, 'run', 'long.lottery.json', '--workers', '1');
    await again.shows(' %, ');
    again.process.kill('SIGINT');
    expect(await again.finished).toMatchObject({ code: 130, out: expect.stringContaining('To go on:    the same command') as unknown });
    const whole = await run(folder, 'run', 'long.lottery.json');
    expect(whole.code).toBe(0);
    expect(json<ExperimentDocument>(await run(folder, 'show', 'long', '--json')).trainings).toHaveLength(7);
  });
});
