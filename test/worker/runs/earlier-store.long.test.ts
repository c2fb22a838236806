/** A store that an earlier version of the program wrote (test/fixtures/store): what it holds stays usable, bit for bit. */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { ExperimentDocument, TrainingSummary } from '../../../src/shared/results/experiment.ts';
import type { TicketDetails } from '../../../src/shared/results/ticket/ticket-details.ts';
import { sharedFolder } from '../../temporary-folder.ts';
import { type Finished, run } from '../cli/harness.ts';

const fixture = path.join(import.meta.dirname, '../../fixtures/store/version-1');
type Expected = Pick<ExperimentDocument, 'state' | 'plannedTrainings' | 'trainings' | 'retrainings' | 'instability'>;
const expected = JSON.parse(readFileSync(path.join(fixture, 'expected.json'), 'utf8')) as Record<'earlier' | 'half-done', Expected>;

let folder = '';
beforeAll(() => {
  folder = sharedFolder();
  for (const name of ['earlier', 'half-done'])
    cpSync(path.join(fixture, `${name}.lottery.json`), path.join(folder, `${name}.lottery.json`));
  cpSync(path.join(fixture, 'store'), path.join(folder, '.winning-ticket'), { recursive: true });
});

/** JSON values that a command prints: one, or one a line. */
const values = ({ code, out, err }: Finished, lines = [out]): unknown[] => {
  expect([code, err]).toEqual([0, expect.not.stringContaining('Error')]);
  return lines.map((line) => JSON.parse(line) as unknown);
};
const command = async <T>(...args: string[]): Promise<T> => values(await run(folder, ...args, '--json'))[0] as T;
const events = async (...args: string[]): Promise<unknown[]> => {
  const finished = await run(folder, ...args, '--json');
  return values(finished, finished.out.trim().split('\n'));
};

/** Every file of every training, with its bytes. A training that is run again writes the seconds that it took. */
function trainingFiles(): Record<string, string> {
  const root = path.join(folder, '.winning-ticket/trainings');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => path.join(parentPath, name)).map((file) => [file, readFileSync(file, 'latin1')]),
  );
}

/** Bits of trainings and the figures that follow from them; what is added to a summary later is not compared. */
function expectTrainings(actual: readonly TrainingSummary[], trainings: readonly TrainingSummary[]): void {
  expect(actual.map(({ role }) => role)).toEqual(trainings.map(({ role }) => role));
  expect(actual).toMatchObject(trainings);
}

it('is listed: one experiment finished, one interrupted', async () => {
  const { experiments } = await command<{ experiments: unknown[] }>('list');
  expect(experiments).toMatchObject([
    { experiment: 'earlier', state: 'finished', problem: null, finishedTrainings: 16, plannedTrainings: 16 },
    { experiment: 'half-done', state: 'interrupted', problem: null, finishedTrainings: 0, plannedTrainings: 2 },
  ]);
});

it('shows the trainings, retrainings and stability that it showed', async () => {
  const document = await command<ExperimentDocument>('show', 'earlier');
  const { state, plannedTrainings, trainings, retrainings, instability } = expected.earlier;
  expect(document).toMatchObject({
    schemaVersion: 1,
    state,
    plannedTrainings,
    failure: null,
    engine: { name: 'wasm', numerics: 2 },
    instability,
  });
  expectTrainings(document.trainings, trainings);
  expectTrainings(document.retrainings, retrainings);
  expect(document.evaluated).toBeUndefined();
});

it('gives tickets that can be compared', async () => {
  const { a, b, agreement } = await command<{ a: TicketDetails; b: TicketDetails; agreement: object[] }>(
    ...['diff', 'earlier/trial-1/round-01', 'earlier/trial-2/round-02'],
  );
  expect([a.maskHash, b.maskHash]).toEqual([
    '65e89bc6302e6d4cc3904fabd3469a524a2c37851acadb008d355d3b2d3a08f5',
    '0370815bb6490d77c37f05ea2e381d31278460bc5ce6b4cd48cd3bf4cc714297',
  ]);
  expect([a, b].map(({ layers }) => layers.map(({ remaining }) => remaining))).toEqual([
    [3136, 45],
    [2509, 40],
  ]);
  // Intersection over union of the two masks in the store, counted by NumPy.
  expect(agreement).toMatchObject([
    { layer: 'fc1', overlap: 1981 / 3664 },
    { layer: 'fc2', overlap: 35 / 50 },
  ]);
});

it('runs a finished experiment again without a training', async () => {
  const before = trainingFiles();
  const document = (await events('run', 'earlier.lottery.json')).at(-1) as ExperimentDocument;
  expectTrainings(document.trainings, expected.earlier.trainings);
  // Kept only where the config means what it meant then.
  expectTrainings(document.retrainings, expected.earlier.retrainings);
  expect(trainingFiles()).toEqual(before);
  // In both trials what that version did not evaluate.
  const counts = document.evaluated?.map(({ round, series, moment }) => `${round} ${series} ${moment}`) ?? [];
  expect(counts).toContain('2 ticket pruned');
  expect(counts.filter((one) => one === '0 ticket untrained')).toHaveLength(2);
});

it('trains a ticket again to the same bits', async () => {
  const ticket = (await events('retrain', 'earlier/trial-2/round-02')).at(-1) as TicketDetails;
  expect(ticket.retrainings.map(({ hash }) => hash)).toEqual([ticket.training?.hash]);
  expectTrainings(
    [ticket.training as TrainingSummary],
    expected.earlier.trainings.filter(({ role }) => role === 'trial-2/round-02/ticket'),
  );
});

it('continues an interrupted experiment from its checkpoint, to the bits of a run that nothing interrupted', async () => {
  const said = await events('run', 'half-done.lottery.json');
  const fractions = (said as { event?: string; data: { fraction: number } }[]).flatMap(({ event, data }) =>
    event === 'progress' ? [data.fraction] : [],
  );
  // The checkpoint was written after a quarter of all iterations.
  expect(fractions.filter((fraction) => fraction > 0 && fraction < 0.25)).toEqual([]);
  const document = said.at(-1) as ExperimentDocument;
  expect(document).toMatchObject({ state: 'finished', failure: null });
  expectTrainings(document.trainings, expected['half-done'].trainings);
});
