/** Memory of a network's levels. Images are laid out alike for every batch size, so all passes share them. */
import type { Arena } from '../memory/arena.ts';
import type { Geometry } from '../memory/geometry.ts';
import { roundUp, rowBytes } from '../memory/geometry.ts';
import type { Level } from '../layers/layer-program.ts';
import type { Node } from './node.ts';
import { imagePlace, rowsPlace } from './place.ts';

interface Buffers {
  readonly values: number;
  readonly gradient: number;
}

export class NodeStore {
  readonly #images = new Map<string, Buffers>();

  constructor(
    private readonly arena: Arena,
    private readonly halo: number,
    /** The largest batch, in groups of 4. */
    private readonly groups: number,
  ) {}

  /** `key`: what makes the level; the same for all passes. */
  images(key: string, shape: readonly number[], wantsGradient: boolean): Node {
    const place = imagePlace(shape, this.halo);
    const take = (): number => this.arena.take(this.groups * place.group);
    const buffers = this.#images.get(key) ?? { values: take(), gradient: wantsGradient ? take() : 0 };
    this.#images.set(key, buffers);
    return { shape, place, ...buffers, level: null };
  }

  /** Features have a layout that depends on the batch. */
  rows(units: number, relu: boolean, { rows, stride }: Geometry): Node {
    const first = (): number => this.arena.take(rows * rowBytes(units));
    const last = (): number => this.arena.take(roundUp(units, 4) * stride);
    const level: Level = { units, relu, batchFirst: first(), batchLast: last(), gradientFirst: first(), gradientLast: last() };
    return { shape: [units], place: rowsPlace(units, stride), values: level.batchLast, gradient: level.gradientLast, level };
  }
}
