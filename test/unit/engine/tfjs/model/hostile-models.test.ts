/** Model files from strangers: each is refused in words of our own, with what was expected, what was found and what to do. */
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../temporary-folder.ts';
import { modelFile, readModelFile, textFile } from './model-files.ts';

beforeAll(() => tf.setBackend('cpu'));

interface Refusal {
  /** Without "network.model: FILE: ". */
  readonly words: string;
  /** Foreign words, which are for the log alone. */
  readonly cause: string;
}

async function refusal(file: string): Promise<Refusal> {
  try {
    await readModelFile(file, { sampleShape: [1, 8, 8], classes: 10 });
  } catch (error) {
    const { name, message, cause } = error as Error;
    const beginning = `network.model: ${file}: `;
    expect(name).toBe('ModelError');
    expect(message.startsWith(beginning)).toBe(true);
    const words = message.slice(beginning.length);
    // No foreign sentence, nothing cut in the middle, no mark doubled, nothing that a terminal obeys.
    expect(words).toMatch(/^[^\p{Cc}]+[^.:,;\s]\.$/u);
    expect(words).not.toMatch(/RangeError|TypeError|EISDIR|ENOENT|undefined|NaN|may be due to|at position|should be|\.\.$/);
    return { words, cause: typeof cause === 'string' ? cause : '' };
  }
  throw new Error('The file was not refused.');
}

const words = async (file: string): Promise<string> => (await refusal(file)).words;
const small = (): tf.Sequential =>
  tf.sequential({
    name: 'small',
    layers: [
      tf.layers.flatten({ inputShape: [8, 8, 1], name: 'flat' }),
      tf.layers.dense({ units: 10, activation: 'softmax', name: 'scores' }),
    ],
  });
const shardOf = (file: string): string => path.join(path.dirname(file), 'group1-shard1of1.bin');
const sequential = (...layers: object[]): string =>
  textFile(JSON.stringify({ modelTopology: { class_name: 'Sequential', config: { name: 's', layers } } }));

describe('something else in the place of a model.json', () => {
  const convert = 'Convert the Keras model with "tensorflowjs_converter --input_format=keras --output_format=tfjs_layers_model".';

  it.each([
    ['nothing', () => path.join(temporaryFolder(), 'model.json'), 'file not found; name the model.json of a model.'],
    ['a folder', () => temporaryFolder(), 'expected a file, found a folder; name the model.json of a model.'],
    [
      'half of one',
      () => textFile('{"modelTopology": {'),
      /^expected a JSON text .* found one that is damaged or cut short; copy or convert it again\.$/,
    ],
    [
      'a web page',
      () => textFile('<!DOCTYPE html><html>'),
      /^expected a JSON text .*, found a web page, as a failed download leaves it: download the file again\./,
    ],
    ['a Keras file', () => textFile('PK\u0003\u0004'), `expected a JSON text (model.json), found a zip archive. ${convert}`],
    ['control characters', () => textFile('\u0000\u001b[2J\u0007'), /^expected a JSON text/],
    ['a list', () => textFile('[]'), `expected an object, found another JSON value. ${convert}`],
    ['nothing in it', () => textFile('{}'), `it has no "modelTopology", so it is no layers model. ${convert}`],
    [
      'a graph',
      () => textFile('{"format": "graph-model", "modelTopology": {}}'),
      `it is a graph model, which cannot be trained. ${convert}`,
    ],
    ['lists in lists', () => textFile(`{"modelTopology": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`), /at most 100 deep in each other/],
  ])('%s', async (_, make, expected) => {
    expect(await words(make())).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it.skipIf(process.platform === 'win32').each([
    ['/dev/zero', 'a device'],
    ['model.json', 'a link to itself'],
  ])('%s', async (target) => {
    const file = path.join(temporaryFolder(), 'model.json');
    symlinkSync(target, file);
    expect(await words(file)).toMatch(/found a device or a pipe|lead in a circle/);
  });
});

describe('layers', () => {
  it('of a kind that TensorFlow.js lacks are named, with those that it has', async () => {
    const found = await words(sequential({ class_name: 'Lambda', config: { name: 'scale', function: ['x', null, null] } }));
    expect(found).toMatch(/^its layer "scale" is of the kind Lambda, which TensorFlow\.js does not have\. Replace it in Keras .* Dense, /);
    expect(found).not.toMatch(/Cell|GaussianNoise|Rescaling/);
  });

  it.each(['Rescaling', 'Normalization', 'RandomFlip', 'StringLookup'])('N037: that prepare data are named: %s', async (kind) => {
    expect(await words(sequential({ class_name: kind, config: { name: 'first' } }))).toMatch(
      new RegExp(`^its layer "first" is of the kind ${kind}, which prepares data; here inputs are normalised already`),
    );
  });

  it('with settings that it does not take, and one that is no layer', async () => {
    const dense = { class_name: 'Dense', config: { name: 'odd', units: -3, batch_input_shape: [null, 64] } };
    const { words: found, cause } = await refusal(sequential(dense));
    expect(found).toMatch(/^TensorFlow\.js cannot build it: .*layer.* has settings, or is given a shape, that it does not take/);
    expect(cause).not.toBe('');
    expect(await words(sequential({ config: {} }))).toMatch(/^expected layers with a "class_name", found one without/);
  });

  const dense = (name: string, from: string, call = 0): object => ({
    ...{ name, class_name: 'Dense', config: { name, units: 10 } },
    inbound_nodes: [[[from, call, 0, {}]]],
  });
  const input = { name: 'in', class_name: 'InputLayer', config: { name: 'in', batch_input_shape: [null, 64] }, inbound_nodes: [] };
  const graph = (layers: object[], output = 'a'): string => {
    const config = { name: 'knot', layers: [input, ...layers], input_layers: [['in', 0, 0]], output_layers: [[output, 0, 0]] };
    return textFile(JSON.stringify({ modelTopology: { class_name: 'Model', config } }));
  };

  it.each([
    [
      'in a circle',
      [dense('a', 'b'), dense('b', 'a')],
      'its layer "a" waits for its own result, in a circle; the file is damaged, convert the model anew.',
    ],
    [
      'after themselves',
      [dense('a', 'a')],
      'its layer "a" waits for its own result, in a circle; the file is damaged, convert the model anew.',
    ],
    [
      'after nothing',
      [dense('a', 'gone')],
      'its layer "a" takes what "gone" gives, which it does not have; the file is damaged, convert the model anew.',
    ],
    [
      'after a call that is never made',
      [dense('a', 'in', 7)],
      'its layer "a" takes what "in" gives, which it does not have; the file is damaged, convert the model anew.',
    ],
    ['of one name', [dense('a', 'in'), dense('a', 'in')], 'two of its layers are called "a"; give every layer a name of its own.'],
    [
      'too many',
      Array.from({ length: 5001 }, (_, place) => dense(`d${place}`, 'in')),
      'expected at most 5000 layers, found more; it is no network to be trained here.',
    ],
  ])('%s', async (_, layers, expected) => {
    expect(await words(graph(layers))).toBe(expected);
  });

  it('that are called twice, each result once more, are no circle', async () => {
    const twice = { ...dense('a', 'in'), inbound_nodes: [[['in', 0, 0, {}]], [['b', 0, 0, {}]]] };
    const back = { name: 'b', class_name: 'Dense', config: { name: 'b', units: 64 }, inbound_nodes: [[['a', 0, 0, {}]]] };
    const last = dense('c', 'a', 1);
    const file = graph([twice, back, last], 'c');
    expect((await readModelFile(file, { sampleShape: [64], classes: 10 })).network.layers).toHaveLength(1);
  });
});

describe('weights beside it', () => {
  const change: Readonly<Record<string, (shard: string) => void>> = {
    '2,594 bytes': (shard) => truncateSync(shard, 2594),
    '2,604 bytes': (shard) => appendFileSync(shard, Buffer.alloc(4)),
    '5,200 bytes': (shard) => appendFileSync(shard, readFileSync(shard)),
    '0 bytes': (shard) => truncateSync(shard, 0),
    '51 bytes (a web page, as a failed download leaves it: download the file again)': (shard) =>
      writeFileSync(shard, '<html>not found'.padEnd(51)),
  };

  it.each(Object.keys(change))('of %s in place of 2,600', async (found) => {
    const file = await modelFile(small());
    change[found]?.(shardOf(file));
    expect(await words(file)).toBe(
      `its weights group1-shard1of1.bin: expected 2,600 bytes as its "weightsManifest" says, found ${found}. Copy the model again, all files of it, or convert it anew.`,
    );
  });

  it('that are missing, or a folder', async () => {
    const file = await modelFile(small());
    rmSync(shardOf(file));
    expect(await words(file)).toBe('its weights group1-shard1of1.bin: file not found; put the file beside it.');
    mkdirSync(shardOf(file));
    expect(await words(file)).toBe('its weights group1-shard1of1.bin: expected a file, found a folder; put the file beside it.');
  });

  it.skipIf(process.platform === 'win32')(
    'links that lead out of its folder; within it, or beside the model that a link names, they are read',
    async () => {
      const [file, elsewhere, cache] = [await modelFile(small()), temporaryFolder(), temporaryFolder()];
      renameSync(shardOf(file), path.join(elsewhere, 'private.bin'));
      symlinkSync(path.join(elsewhere, 'private.bin'), shardOf(file));
      expect(await words(file)).toBe('its weights group1-shard1of1.bin: is a link that leads out of its folder; put the file beside it.');
      renameSync(path.join(elsewhere, 'private.bin'), path.join(path.dirname(file), 'blob'));
      rmSync(shardOf(file));
      symlinkSync('blob', shardOf(file));
      const cached = path.join(cache, 'model.json');
      symlinkSync(file, cached);
      symlinkSync(path.join(path.dirname(file), 'blob'), shardOf(cached));
      for (const one of [file, cached]) expect(await readModelFile(one, { sampleShape: [1, 8, 8], classes: 10 })).toBeDefined();
    },
  );

  const manifest = (weights: unknown, paths: unknown = ['group1-shard1of1.bin']) =>
    modelFile(small(), (json) => ({ ...json, weightsManifest: [{ paths, weights }] }));
  const kernel = { name: 'scores/kernel', shape: [64, 10], dtype: 'float32' };
  const bias = { name: 'scores/bias', shape: [10], dtype: 'float32' };

  it.each([
    ['elsewhere', [kernel, bias], ['../other.bin'], /^its weights "\.\.\/other\.bin" lie outside its folder; put them beside it\.$/],
    ['elsewhere in Windows', [kernel, bias], ['C:\\other.bin'], /lie outside its folder/],
    ['on a share', [kernel, bias], ['\\\\host\\share\\other.bin'], /lie outside its folder/],
    [
      'of another shape',
      [
        { ...kernel, shape: [65, 10] },
        { ...bias, shape: [0] },
      ],
      undefined,
      /^its weights do not fit its topology: expected "scores\/kernel" of 64 x 10, found 65 x 10;/,
    ],
    [
      'of another name',
      [kernel, { ...bias, name: 'x' }],
      undefined,
      /^its weights do not fit its topology: expected "scores\/bias", found none of that name/,
    ],
    [
      'of no layer',
      [{ ...kernel, shape: [64, 9] }, { name: 'more', shape: [64], dtype: 'float32' }, kernel, bias],
      undefined,
      /^its "weightsManifest" has the weights "scores\/kernel" twice/,
    ],
    [
      'of another type',
      [{ ...kernel, dtype: 'string' }, bias],
      undefined,
      /^its weights "scores\/kernel" are of the type "string"; expected one of float32/,
    ],
    ['of a negative size', [{ ...kernel, shape: [-64, 10] }, bias], undefined, /have a shape that is no list of sizes/],
    ['of a huge size', [{ ...kernel, shape: [2 ** 50, 2 ** 50] }, bias], undefined, /more than any memory holds/],
    ['of some terabytes', [{ ...kernel, shape: [2 ** 40] }, bias], undefined, /expected 4,398,046,511,144 bytes .*, found 2,600 bytes/],
  ])('%s', async (_, weights, paths, expected) => {
    expect(await words(await manifest(weights, paths))).toMatch(expected);
  });
});
