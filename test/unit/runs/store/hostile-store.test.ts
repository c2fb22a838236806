/** A store that came with somebody else's folder: what is removed, followed and believed of it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/runs/library/store.ts';
import { readStoreFile } from '../../../../src/runs/store/files/store-files.ts';
import { maskToBytes, weightsToBytes } from '../../../../src/shared/tensors/safetensors.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { experimentRecord, storeTraining } from '../stored-experiment.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = temporaryFolder();
  store = openStore(path.join(folder, 'store'));
});

const hash = 'c'.repeat(64);
const weights = new Map([['fc1.weight', { shape: [2, 4], data: Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]) }]]);
const mask = new Map([['fc1.weight', { shape: [2, 4], data: Uint8Array.from([1, 1, 1, 0, 1, 0, 0, 0]) }]]);

async function fill(): Promise<void> {
  await store.prepare();
  const [maskHash, initialWeights] = [await store.tensors.put(maskToBytes(mask)), await store.tensors.put(weightsToBytes(weights))];
  const dense = await storeTraining(store, { weights: initialWeights, mask: null }, [0.5, 0.3]);
  const ticket = await storeTraining(store, { weights: initialWeights, mask: maskHash }, [0.4, 0.2]);
  const record = experimentRecord('small', { 'trial-1/round-00/ticket': dense, 'trial-1/round-01/ticket': ticket });
  await store.experiment('small').write({ ...record, tickets: { 'trial-1/round-01': { mask: maskHash, initialWeights } } });
}

describe('Clean Up removes only what the store itself has made', () => {
  it('nothing in a folder that is no store', async () => {
    for (const file of ['evaluations/my.csv', 'draft.tmp', `tensors/${hash}.safetensors`, 'experiments/mine/thesis.json.0123abcd.tmp']) {
      mkdirSync(path.dirname(path.join(store.folder, file)), { recursive: true });
      writeFileSync(path.join(store.folder, file), 'precious');
    }
    await expect(store.collectGarbage(false)).rejects.toThrow(`${store.folder} is no store of Winning Ticket`);
    expect(readdirSync(store.folder, { recursive: true }).filter((name) => !String(name).match(/^[a-z]+$|mine$/))).toHaveLength(4);
  });

  it('no file of another name, wherever it lies', async () => {
    await fill();
    const foreign = [
      ...['notes.md', 'draft.tmp', 'evaluations/my.csv', 'evaluations/0.json', 'gradients/mine.json', 'tensors/mine.safetensors'],
      ...[
        `trainings/${hash}/notes.txt`,
        'trainings/mine/training.json',
        `tensors/${hash}/inner.safetensors`,
        'experiments/small/notes.tmp',
      ],
    ];
    for (const file of foreign) {
      mkdirSync(path.dirname(path.join(store.folder, file)), { recursive: true });
      writeFileSync(path.join(store.folder, file), 'precious');
    }
    expect(await store.collectGarbage(false)).toEqual({ files: 0, bytes: 0 });
    for (const file of foreign) expect(readFileSync(path.join(store.folder, file), 'utf8')).toBe('precious');
  });

  it.each(['tensors', 'evaluations', 'gradients', 'trainings', 'experiments'])('nothing through a link at %s', async (room) => {
    await fill();
    const elsewhere = path.join(folder, 'elsewhere');
    const victims = [`${hash}.safetensors`, `${hash}.json`, `${hash}/training.json`, 'x/experiment.json.0123abcd.tmp'];
    for (const victim of victims) {
      mkdirSync(path.dirname(path.join(elsewhere, victim)), { recursive: true });
      writeFileSync(path.join(elsewhere, victim), 'precious');
    }
    rmSync(path.join(store.folder, room), { recursive: true, force: true });
    symlinkSync(elsewhere, path.join(store.folder, room), 'junction');
    await store.collectGarbage(false).catch(() => undefined);
    await store.deleteExperiment('x').catch(() => undefined);
    for (const victim of victims) expect(existsSync(path.join(elsewhere, victim)), victim).toBe(true);
  });

  it('and no linked training, file or experiment', async () => {
    await fill();
    const elsewhere = path.join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(path.join(elsewhere, 'training.json'), 'precious');
    symlinkSync(elsewhere, path.join(store.trainingsFolder, hash), 'junction');
    symlinkSync(path.join(elsewhere, 'training.json'), path.join(store.tensors.folder, `${hash}.safetensors`));
    expect(await store.collectGarbage(false)).toEqual({ files: 0, bytes: 0 });
    symlinkSync(elsewhere, path.join(store.experimentsFolder, 'linked'), 'junction');
    await expect(store.collectGarbage(false)).rejects.toThrow('is a symbolic link');
    await store.deleteExperiment('linked').catch(() => undefined);
    expect(readFileSync(path.join(elsewhere, 'training.json'), 'utf8')).toBe('precious');
  });
});

describe('Delete Experiment removes only what the store itself has made', () => {
  it('nothing in a folder that is no store', async () => {
    const note = path.join(store.experimentsFolder, 'mine/lock.json');
    mkdirSync(path.dirname(note), { recursive: true });
    writeFileSync(note, '{}');
    await expect(store.deleteExperiment('mine')).rejects.toThrow(`${store.folder} is no store of Winning Ticket`);
    expect(existsSync(note)).toBe(true);
  });

  it('the record, its lock and what they left half-written or set aside, but no other file, folder or target of a link', async () => {
    await fill();
    const { folder: own } = store.experiment('small');
    const elsewhere = path.join(folder, 'precious');
    writeFileSync(elsewhere, 'precious');
    for (const name of ['experiment.damaged-1.json', 'experiment.json.0123abcd.tmp', 'notes.md', 'experiment.json.bak'])
      writeFileSync(path.join(own, name), 'precious');
    mkdirSync(path.join(own, 'summary.json/inner'), { recursive: true });
    symlinkSync(elsewhere, path.join(own, 'retrainings.json'));
    await store.deleteExperiment('small');
    expect(readdirSync(own).toSorted()).toEqual(['experiment.json.bak', 'notes.md', 'summary.json']);
    expect([readFileSync(elsewhere, 'utf8'), await store.list()]).toEqual(['precious', []]);
  });
});

describe.skipIf(process.platform === 'win32')('reading follows nothing and waits for nothing', () => {
  const places = ['experiment.json', 'lock.json'] as const;
  const makers: Readonly<Record<string, (file: string) => void>> = {
    'a link to a device without end': (file) => symlinkSync('/dev/zero', file),
    'a link to a file elsewhere': (file) => symlinkSync('/etc/hostname', file),
    'a pipe that nobody writes to': (file) => void execFileSync('mkfifo', [file]),
    'a folder': (file) => void mkdirSync(file),
  };
  const cases = places.flatMap((place) => Object.keys(makers).map((what) => [place, what] as const));

  it.each(cases)('%s that is %s is named, and the others are listed', async (place, what) => {
    await fill();
    const bad = path.join(store.experimentsFolder, 'bad');
    mkdirSync(bad);
    makers[what]?.(path.join(bad, place));
    const list = await store.list();
    expect(list.map(({ experiment }) => experiment)).toEqual(['bad', 'small']);
    expect(list[0]?.problem).toMatch(/^.*bad.*(experiment|lock)\.json: (is a symbolic link|is a folder|is a device)/);
    expect(list[1]?.problem).toBeNull();
  });

  it('a linked tensor is not read', async () => {
    await fill();
    symlinkSync('/dev/zero', store.tensors.file(hash));
    await expect(store.tensors.weights(hash)).rejects.toThrow('is a symbolic link');
  });
});

it.each(['evaluations', 'trainings', 'tickets', 'failures'])('a key of a record comes back in printable words: %s', async (part) => {
  await fill();
  const { recordFile } = store.experiment('small');
  const record = JSON.parse(readFileSync(recordFile, 'utf8')) as object;
  writeFileSync(recordFile, JSON.stringify({ ...record, [part]: { 'x\u001b[2J\u0007\u202e': 7 } }));
  const [listed] = await store.list();
  expect(listed?.problem).toContain('x\\u{1b}[2J\\u{7}\\u{202e}');
  expect(listed?.problem).not.toMatch(/[\u0000-\u001f\u202e]/);
});

describe('sizes that a record names are not believed', () => {
  const layer = (inputs: number, outputs: number) => ({ kind: 'dense', name: 'fc1', inputs, outputs, activation: 'none' }) as const;
  const writeNetwork = async (network: object): Promise<void> => {
    await fill();
    const { recordFile } = store.experiment('small');
    const record = JSON.parse(readFileSync(recordFile, 'utf8')) as object;
    writeFileSync(recordFile, JSON.stringify({ ...record, network: { inputShape: [1, 2, 2], classes: 2, ...network } }));
  };

  it.each([
    { layers: [layer(1e6, 1e6)] },
    { layers: [layer(1e200, 1e200)] },
    { layers: [{ kind: 'convolution', name: 'conv1' }, layer(4, 2)] },
    { inputShape: [1, 100_000, 100_000], layers: [layer(4, 2)] },
  ])('of a network that no memory holds: %j', async (network) => {
    await writeNetwork(network);
    expect(await store.list()).toMatchObject([{ problem: expect.stringContaining('"network" is not what such a file holds') as unknown }]);
    await expect(store.ticket('small/trial-1/round-00')).rejects.toThrow('is damaged');
  });

  it('of a network larger than its weights: it is counted, and no mask of its size is made', async () => {
    await writeNetwork({ layers: [layer(60_000, 60_000)] });
    const before = process.memoryUsage().arrayBuffers;
    expect((await store.document('small')).rounds).toMatchObject([{ remainingCount: 3.6e9 }, {}]);
    await expect(store.ticket('small/trial-1/round-00')).rejects.toThrow('holds fewer numbers than the network has weights');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e8);
  });
});

describe('what is found is believed only if it is whole', () => {
  it('a tensor cut in half is not there, and is written anew', async () => {
    const bytes = weightsToBytes(weights);
    const name = await store.tensors.put(bytes);
    truncateSync(store.tensors.file(name), bytes.length / 2);
    const later = openStore(store.folder);
    expect(await later.tensors.has(name)).toBe(false);
    await later.tensors.put(bytes);
    expect(await openStore(store.folder).tensors.weights(name)).toEqual(weights);
  });

  it('what the system cannot open is unreadable, not damaged', async () => {
    const file = path.join(folder, 'x'.repeat(300));
    await expect(readStoreFile(file)).rejects.toMatchObject({ trouble: 'unreadable', message: `${file}: cannot be read: ENAMETOOLONG.` });
  });

  it('more experiments than files can be open are all listed', async () => {
    await store.prepare();
    for (let index = 0; index < 300; index++) await store.experiment(`e${String(index)}`).write(experimentRecord(`e${String(index)}`, {}));
    const script = `ulimit -n 64; exec "${process.execPath}" --input-type=module -e '
      const { openStore } = await import(process.argv[1]);
      const list = await openStore(process.argv[2]).list();
      console.log(list.length, list.filter(({ problem }) => problem !== null).length)' "$@"`;
    if (process.platform === 'win32') return expect(await store.list()).toHaveLength(300);
    const bundle = path.join(folder, 'store.mjs');
    const { build } = await import('esbuild');
    await build({
      entryPoints: [path.join(import.meta.dirname, '../../../../src/runs/library/store.ts')],
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      format: 'esm',
      outfile: bundle,
      target: 'node20',
    });
    expect(execFileSync('sh', ['-c', script, 'sh', bundle, store.folder], { encoding: 'utf8' }).trim()).toBe('300 0');
  });
});
