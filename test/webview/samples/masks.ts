/** Masks as a store holds them: each round keeps a part of what the one before kept, and trials agree more than chance. */
import { type LayerMask, packBits } from '../../../src/shared/results/ticket/layer-mask.ts';
import { parseTicketName } from '../../../src/shared/results/ticket-name.ts';

interface SampleLayer {
  readonly shape: readonly number[];
  /** Fraction that a round prunes. */
  readonly rate: number;
}

const lenet: Readonly<Record<string, SampleLayer>> = {
  fc1: { shape: [300, 784], rate: 0.2 },
  fc2: { shape: [100, 300], rate: 0.2 },
  fc3: { shape: [10, 100], rate: 0.1 },
};
const conv2: Readonly<Record<string, SampleLayer>> = {
  conv1: { shape: [64, 3, 3, 3], rate: 0.1 },
  conv2: { shape: [64, 64, 3, 3], rate: 0.1 },
  fc1: { shape: [256, 16_384], rate: 0.2 },
  fc2: { shape: [256, 256], rate: 0.2 },
  fc3: { shape: [10, 256], rate: 0.1 },
};

/** Evenly distributed in 0..1, always the same. */
function drawn(index: number, seed: number): number {
  let bits = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}

/** Half of the weights fare alike in all trials. */
const score = (index: number, trial: number): number => drawn(index, drawn(index, 0) < 0.5 ? 1 : trial + 1);

export function sampleLayer(convolutional: boolean, layer: string): SampleLayer | undefined {
  return (convolutional ? conv2 : lenet)[layer];
}

/** Pixels in the middle keep more. */
function pixelFactor(index: number): number {
  const pixel = index % 784;
  const away = Math.hypot((pixel % 28) - 13.5, Math.floor(pixel / 28) - 13.5) / 14;
  return Math.max(0, 1.7 - 1.7 * away * away);
}

/** @param ticket Of any experiment. @throws Error as the store does, where there is no such layer. */
export function sampleMask(ticket: string, layer: string, convolutional = false): LayerMask {
  const found = sampleLayer(convolutional, layer);
  const { trial = 1, round = 0 } = parseTicketName(ticket) ?? {};
  if (!found) throw new Error(`${ticket} has no layer "${layer}"`);
  const { shape, rate } = found;
  const share = (1 - rate) ** round;
  const onImage = !convolutional && layer === 'fc1';
  const kept = (index: number): boolean => round === 0 || score(index, trial) < share * (onImage ? pixelFactor(index) : 1);
  const data = Uint8Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, index) => (kept(index) ? 1 : 0));
  return { ticket, layer, shape, bits: Buffer.from(packBits(data)).toString('base64') };
}

/** A mask of any shape, without structure, of about a quarter of the weights; made byte by byte, so that a large one takes no time. */
export function plainMask(shape: readonly number[]): LayerMask {
  const length = shape.reduce((product, side) => product * side, 1) / 8;
  const bytes = Buffer.alloc(length);
  for (let index = 0, state = 1; index < length; index++) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    bytes[index] = (state >>> 24) & (state >>> 16);
  }
  return { ticket: '', layer: 'fc1', shape, bits: bytes.toString('base64') };
}
