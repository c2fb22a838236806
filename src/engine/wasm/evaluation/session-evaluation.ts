/** How a training is evaluated: in groups on forms made for it, or as training passes run. */
import type { DenseLayer } from '../../../shared/network/network.ts';
import { firstIndices } from '../../../shared/numbers/counting.ts';
import type { Weights } from '../../../shared/tensors/tensors.ts';
import type { Samples, TrainingData, TrainInput } from '../../engine.ts';
import type { DataPart, MeanResult } from '../../training-session.ts';
import { zeroInputsOf } from '../layers/input-lists.ts';
import { inputScaling } from '../layers/program-context.ts';
import type { SamplesInMemory } from '../memory/samples-in-memory.ts';
import type { Arena, WasmMemory } from '../memory/wasm-memory.ts';
import { evaluateSamples, type NetworkPass, type Workspace } from '../passes/network-pass.ts';
import { evaluateGroups, EvaluationNetwork } from './evaluation-network.ts';
import { EvaluationPart } from './inputs/evaluation-part.ts';
import { evaluationPaths } from './evaluation-path.ts';

export interface SessionEvaluation {
  /** Says that the weights have changed since the last evaluation. */
  weightsChanged(): void;
  /** null if `shouldStop` said so between two groups of samples. */
  evaluate(part: DataPart, shouldStop: () => boolean): MeanResult | null;
}

type ReadWeights = () => Weights;

/** Evaluations in the course of a training of dense layers on bytes: validation and test are brought into form once, the training part each time. */
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

/** Evaluations by training passes: of floats, and of networks that are not of dense layers alone. */
export class PassEvaluation implements SessionEvaluation {
  readonly #parts: Readonly<Record<DataPart, readonly [SamplesInMemory, Uint32Array]>>;
  readonly #pass: NetworkPass;

  constructor(
    private readonly workspace: Workspace,
    { trainingIndices, validationIndices, test: { count } }: TrainingData,
  ) {
    const {
      passes: [, pass],
      data: [pool, test],
    } = workspace;
    if (!pass || !pool || !test) throw new Error('The workspace is incomplete.');
    this.#pass = pass;
    const testIndices = firstIndices(count);
    this.#parts = { training: [pool, trainingIndices], validation: [pool, validationIndices], test: [test, testIndices] };
  }

  weightsChanged(): void {
    // Passes read the weights where they are.
  }

  evaluate(part: DataPart, shouldStop: () => boolean): MeanResult | null {
    const [samples, indices] = this.#parts[part];
    return evaluateSamples(this.workspace.program, this.#pass, samples, indices, shouldStop);
  }
}
