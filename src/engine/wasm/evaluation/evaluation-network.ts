/** A network of dense layers laid out for evaluations: each layer on its fastest path, loss and accuracy in the same pass. */
import type { DenseLayer } from '../../../shared/network/network.ts';
import type { Mask, Weights } from '../../../shared/tensors/tensors.ts';
import type { MeanResult } from '../../training-session.ts';
import { listsInBlocks, listsInOne } from '../layers/input-lists.ts';
import type { InputScaling } from '../layers/program-context.ts';
import { rowBytes } from '../memory/geometry.ts';
import { type Arena, clearTotals, readTotals, takeTotals, type Totals, type WasmMemory } from '../memory/wasm-memory.ts';
import { type EvaluationLayer, layerValues } from './layers/evaluation-layer.ts';
import type { EvaluationPart, GroupPlace } from './inputs/evaluation-part.ts';
import type { EvaluationPath } from './evaluation-path.ts';
import { groupSize, groupStride } from './group.ts';
import type { InputForm } from './inputs/input-form.ts';
import { InputListsLayer } from './layers/input-lists-layer.ts';
import { LevelConverter } from './layers/level-converter.ts';
import { ListForm } from './inputs/list-form.ts';
import { MatrixLayer } from './layers/matrix-layer.ts';
import { inputsRead, rowsOf, usefulWeights } from './inputs/read-inputs.ts';
import { RowForm } from './inputs/row-form.ts';
import { TileForm } from './inputs/tile-form.ts';
import { WeightListsLayer } from './layers/weight-lists-layer.ts';

interface EvaluationOptions {
  readonly layers: readonly DenseLayer[];
  readonly mask: Mask | null;
  readonly scaling: InputScaling;
  /** The path of each layer; see evaluation-path.ts. */
  readonly paths: readonly EvaluationPath[];
}

export class EvaluationNetwork {
  /** How the first layer takes its inputs. */
  readonly form: InputForm;
  readonly #layers: readonly EvaluationLayer[];
  readonly #levels: readonly LevelConverter[];
  readonly #exps: number;
  readonly #sums: number;
  readonly #totals: number;

  constructor(
    private readonly arena: Arena,
    private readonly memory: WasmMemory,
    private readonly options: EvaluationOptions,
  ) {
    const { layers, mask } = options;
    const useful = usefulWeights(layers, mask);
    const read = inputsRead(layers[0]?.inputs ?? 0, useful[0]);
    this.form = this.#inputForm(read);
    this.#layers = this.#takeLayers(useful, read);
    this.#levels = this.#takeLevels();
    this.#exps = arena.take(this.#classes * groupStride);
    this.#sums = arena.take(2 * groupStride);
    this.#totals = takeTotals(arena);
  }

  #inputForm(read: Uint32Array): InputForm {
    const { arena, memory } = this;
    const features = this.options.layers[0]?.inputs ?? 0;
    if (this.options.paths[0] === 'weights') return new TileForm(arena, memory, features, read);
    return this.options.paths[0] === 'inputs' ? new ListForm(arena, memory, features) : new RowForm(arena, memory, features);
  }

  #takeLayers(useful: readonly Uint32Array[], read: Uint32Array): readonly EvaluationLayer[] {
    const layers: EvaluationLayer[] = [];
    this.options.layers.forEach((layer, place) => {
      const inputRow = layers.at(-1)?.outputRow ?? rowBytes(layer.inputs);
      layers.push(
        this.#takeLayer(layer, place, useful[place] ?? new Uint32Array(0), place === 0 ? rowsOf(read, layer.inputs) : null, inputRow),
      );
    });
    return layers;
  }

  #takeLayer(layer: DenseLayer, place: number, useful: Uint32Array, rows: Uint32Array | null, inputRow: number): EvaluationLayer {
    const { arena, memory } = this;
    const path = this.options.paths[place];
    if (path === 'weights') return new WeightListsLayer(arena, memory, layer, useful, rows);
    if (path === 'dense') return new MatrixLayer(arena, memory, layer, inputRow);
    return new InputListsLayer(arena, memory, layer, place === 0 ? listsInBlocks(layer.inputs, groupSize) : listsInOne);
  }

  #takeLevels(): readonly LevelConverter[] {
    return this.#layers.map(({ outputLayout, outputRow }, place) => {
      const to = this.#layers[place + 1]?.inputLayout ?? 'batch-last';
      const units = this.options.layers[place]?.outputs ?? 0;
      return new LevelConverter(this.arena, this.memory, { units, from: outputLayout, row: outputRow, to });
    });
  }

  get #classes(): number {
    return this.options.layers.at(-1)?.outputs ?? 0;
  }

  /** Writes what does not change, once the memory is there. */
  prepare(): void {
    this.form.prepare();
    for (const layer of this.#layers) layer.prepare();
  }

  /** Takes over new weights. */
  refresh(weights: Weights): void {
    const { layers, scaling } = this.options;
    this.#layers.forEach((layer, place) => {
      const shape = layers[place];
      if (shape) layer.refresh(layerValues(shape, weights, place === 0 ? scaling : null));
    });
  }

  startTotals(): void {
    clearTotals(this.memory, this.#totals);
  }

  /** Sums since `startTotals`. */
  get totals(): Totals {
    return readTotals(this.memory, this.#totals);
  }

  /** Adds the losses of a group, in its order, to the totals. */
  forward({ count, labels, input }: GroupPlace): void {
    let from = this.form.load(input);
    this.#layers.forEach((layer, place) => {
      const level = this.#levels[place];
      if (!level) return;
      layer.forward(from, level.source);
      level.convert();
      from = level.target;
    });
    this.memory.kernels.softmaxLoss(from, groupStride, this.#classes, count, labels, this.#exps, this.#sums, this.#totals);
  }
}

/** Mean loss and accuracy over a part, losses summed in f64 in the order of its samples; null if `shouldStop` said so between two groups. */
export function evaluateGroups(network: EvaluationNetwork, part: EvaluationPart, shouldStop: () => boolean): MeanResult | null {
  network.startTotals();
  for (let n = 0; n < part.groups; n++) {
    if (shouldStop()) return null;
    network.forward(part.at(n));
  }
  const { loss, correct } = network.totals;
  return { loss: loss / part.count, accuracy: correct / part.count };
}
