/** Evaluations in the course of a training of dense layers on bytes: validation and test are brought into form once, the training part each time. */
import { firstIndices } from '../../../shared/numbers/first-indices.ts';
import type { DenseLayer } from '../../../shared/network/network.ts';
import type { Samples, TrainInput } from '../../engine.ts';
import type { DataPart, MeanResult } from '../../training-session.ts';
import type { Arena } from '../memory/arena.ts';
import { inputScaling } from '../layers/input-scaling.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';
import { zeroInputsOf } from '../layers/zero-inputs.ts';
import { evaluateGroups } from './evaluate-groups.ts';
import { EvaluationNetwork } from './evaluation-network.ts';
import { evaluationPaths } from './evaluation-path.ts';
import { EvaluationPart } from './evaluation-part.ts';
import type { ReadWeights, SessionEvaluation } from './session-evaluation.ts';

export class GroupEvaluation implements SessionEvaluation {
  readonly #network: EvaluationNetwork;
  readonly #parts: Readonly<Record<DataPart, EvaluationPart>>;
  #isStale = true;

  constructor(
    arena: Arena,
    memory: WasmMemory,
    layers: readonly DenseLayer[],
    { data, mask }: Pick<TrainInput, 'data' | 'mask'>,
    private readonly readWeights: ReadWeights,
  ) {
    const { pool, test, mean, standardDeviation, trainingIndices, validationIndices } = data;
    const scaling = inputScaling(layers[0]?.inputs ?? 0, true, mean, standardDeviation);
    const paths = evaluationPaths(layers, mask, zeroInputsOf(pool));
    this.#network = new EvaluationNetwork(arena, memory, { layers, mask, scaling, paths });
    const part = (samples: Samples, indices: Uint32Array, isPrepared: boolean): EvaluationPart =>
      new EvaluationPart(arena, memory, this.#network.form, samples, indices, isPrepared);
    this.#parts = {
      validation: part(pool, validationIndices, true),
      test: part(test, firstIndices(test.count), true),
      training: part(pool, trainingIndices, false),
    };
  }

  /** Fills the memory, once it is there. */
  prepare(): void {
    this.#network.prepare();
    for (const part of Object.values(this.#parts)) part.prepare();
  }

  weightsChanged(): void {
    this.#isStale = true;
  }

  evaluate(part: DataPart, shouldStop: () => boolean): MeanResult | null {
    if (this.#isStale) this.#network.refresh(this.readWeights());
    this.#isStale = false;
    return evaluateGroups(this.#network, this.#parts[part], shouldStop);
  }
}
