/** Evaluations by training passes: of floats, and of networks that are not of dense layers alone. */
import { firstIndices } from '../../../shared/numbers/first-indices.ts';
import type { TrainingData } from '../../engine.ts';
import type { DataPart, MeanResult } from '../../training-session.ts';
import { evaluateSamples } from '../passes/evaluate-samples.ts';
import type { NetworkPass } from '../passes/network-pass.ts';
import type { SamplesInMemory } from '../memory/samples-in-memory.ts';
import type { Workspace } from '../passes/workspace-order.ts';
import type { SessionEvaluation } from './session-evaluation.ts';

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
