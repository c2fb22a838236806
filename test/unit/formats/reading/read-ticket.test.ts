/** Tickets out of files: what was written is read again, and what does not fit is said by tensor. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExportedFile, ExportedTicket } from '../../../../src/formats/exported-ticket.ts';
import { npzBytes } from '../../../../src/formats/bytes/npz.ts';
import { tfjsModel } from '../../../../src/formats/networks/tfjs-model.ts';
import { readTicketFiles } from '../../../../src/formats/reading/read-ticket.ts';
import { npzFile } from '../../../../src/formats/tensors/npz-file.ts';
import { safetensorsBytes } from '../../../../src/formats/tensors/safetensors-file.ts';
import type { Network } from '../../../../src/shared/network/network.ts';
import { type EncodableTensor, encodeTensors } from '../../../../src/shared/tensors/safetensors.ts';
import { applyMask } from '../../../../src/lottery/masks/mask.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { imageLayers, networkOf, ticketOf } from '../tickets.ts';

const network = networkOf([{ units: 6 }, { units: 3 }], [4]);
const images = networkOf(imageLayers, [3, 8, 8]);

function written(files: readonly ExportedFile[]): string {
  const folder = temporaryFolder();
  for (const { name, bytes } of files) writeFileSync(path.join(folder, name), bytes);
  return path.join(folder, files[0]?.name ?? '');
}

const read = (weights: string, of: Network, mask: string | null = null) => readTicketFiles({ weights, mask }, of);

describe('what an export holds', () => {
  const options = { layout: 'pytorch', optimizer: false } as const;
  const writers: Readonly<Record<string, (ticket: ExportedTicket) => ExportedFile>> = {
    'safetensors, PyTorch': (ticket) => ({ name: 'a.safetensors', bytes: safetensorsBytes(ticket, options) }),
    'safetensors, TensorFlow': (ticket) => ({
      name: 'a.safetensors',
      bytes: safetensorsBytes(ticket, { ...options, layout: 'tensorflow' }),
    }),
    'npz, PyTorch': (ticket) => ({ name: 'a.npz', bytes: npzFile(ticket, options) }),
    'npz, TensorFlow': (ticket) => ({ name: 'a.npz', bytes: npzFile(ticket, { ...options, layout: 'tensorflow' }) }),
  };

  it.each(Object.entries(writers))('is read again: %s', async (_, write) => {
    for (const one of [network, images]) {
      const ticket = ticketOf(one);
      const { weights, mask } = await read(written([write(ticket)]), one);
      expect(weights).toEqual(ticket.start);
      expect(mask).toEqual(ticket.mask);
    }
  });

  it('is read again from a layers model of TensorFlow.js, with the trained weights and no mask', async () => {
    const ticket = ticketOf(network);
    const { weights, mask } = await read(written(tfjsModel(ticket, '0')), network);
    expect(weights).toEqual(applyMask(ticket.trained ?? new Map(), ticket.mask));
    expect(mask).toBeNull();
  });
});

/** A safetensors file of a network of one layer of two units, with changes. */
const one = networkOf([{ units: 2, name: 'fc' }], [2]);
const weight: EncodableTensor = { dtype: 'F32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) };
const bias: EncodableTensor = { dtype: 'F32', shape: [2], data: Float32Array.of(5, 6) };
const floats = (shape: readonly number[], ...values: readonly number[]): EncodableTensor => ({
  dtype: 'F32',
  shape,
  data: Float32Array.from(values),
});
const whole = (...values: readonly number[]): EncodableTensor => ({ dtype: 'U8', shape: [2, 2], data: Uint8Array.from(values) });
type Named = readonly (readonly [string, EncodableTensor])[];
const file = (...tensors: Named): string => written([{ name: 'x.safetensors', bytes: encodeTensors(new Map(tensors)) }]);

describe('tensors of other programs', () => {
  it('are found by order where their names are other ones', async () => {
    const { weights } = await read(file(['classifier.0.bias', bias], ['classifier.0.weight', weight]), one);
    expect([...(weights ?? [])].map(([name, { data }]) => [name, [...data]])).toEqual([
      ['fc.weight', [1, 2, 3, 4]],
      ['fc.bias', [5, 6]],
    ]);
  });

  it('are found under the names of torch.nn.utils.prune', async () => {
    const pruned = await read(file(['fc.bias', bias], ['fc.weight_orig', weight], ['fc.weight_mask', whole(1, 0, 0, 1)]), one);
    expect([...(pruned.mask?.get('fc.weight')?.data ?? [])]).toEqual([1, 0, 0, 1]);
    expect([...(pruned.weights?.get('fc.weight')?.data ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('may be masks alone, or be masks in a file of their own', async () => {
    const masks = written([
      { name: 'm.npz', bytes: npzBytes(new Map([['anything', { shape: [2, 2], data: Int32Array.of(1, 1, 0, 1) }]])) },
    ]);
    expect(await readTicketFiles({ weights: null, mask: masks }, one)).toMatchObject({ weights: null });
    const both = await read(file(['fc.weight', weight], ['fc.bias', bias]), one, masks);
    expect([...(both.mask?.get('fc.weight')?.data ?? [])]).toEqual([1, 1, 0, 1]);
  });

  const refused: readonly (readonly [string, Named, string])[] = [
    [
      'another shape',
      [
        ['fc.weight', floats([4, 1], 1, 2, 3, 4)],
        ['fc.bias', bias],
      ],
      'tensor "fc.weight": expected the shape 2 x 2 of "fc.weight", found 4 x 1.',
    ],
    [
      'a missing tensor',
      [['fc.weight', weight]],
      'expected 2 tensors of the network, "fc.weight" 2 x 2, "fc.bias" 2; found 1: "fc.weight" 2 x 2.',
    ],
    [
      'a value that is no number',
      [
        ['fc.weight', floats([2, 2], 1, NaN, 3, 4)],
        ['fc.bias', bias],
      ],
      'tensor "fc.weight": value 1 is NaN; weights are finite numbers.',
    ],
    [
      'a mask that is none',
      [
        ['fc.weight', weight],
        ['fc.bias', bias],
        ['fc.weight_mask', floats([2, 2], 1, 0, 0.5, 1)],
      ],
      'tensor "fc.weight_mask": value 2 is 0.5; masks hold 0 and 1 only.',
    ],
    [
      'whole numbers',
      [
        ['fc.weight', whole(1, 2, 3, 4)],
        ['fc.bias', bias],
      ],
      'tensor "fc.weight" is U8; weights are floating-point numbers.',
    ],
  ];
  it.each(refused)('are refused by name: %s', async (_, tensors, words) => {
    await expect(read(file(...tensors), one)).rejects.toThrow(words);
  });

  it('leave out what is no part of the network', async () => {
    const normal = networkOf([{ units: 2, activation: 'none' }, { kind: 'batch-normalization' }, { units: 2 }], [2]);
    const tensors = [...ticketOf(normal).start].map(([name, { shape, data }]) => [name, { dtype: 'F32', shape, data }] as const);
    const { weights } = await read(file(...tensors, ['norm1.num_batches_tracked', floats([], 7)]), normal);
    expect(weights).toEqual(ticketOf(normal).start);
  });
});
