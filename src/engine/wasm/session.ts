/** One training on the embedded engine. */
import type { Weights } from '../../shared/tensors.ts';
import type { TrainInput } from '../engine.ts';
import type { DataPart, MeanResult, OptimizerState, TrainingSession } from '../training-session.ts';
import { evaluateSamples } from './evaluate-samples.ts';
import { evaluationGroup } from './geometry.ts';
import { Optimizer } from './optimizer.ts';
import type { Pass } from './pass.ts';
import type { SamplesInMemory } from './samples-in-memory.ts';
import type { WasmMemory } from './wasm-memory.ts';
import { makeWorkspace } from './workspace.ts';
import type { Workspace } from './workspace.ts';

export class WasmSession implements TrainingSession {
  readonly #workspace: Workspace;
  readonly #optimizer: Optimizer;
  readonly #parts: Readonly<Record<DataPart, readonly [SamplesInMemory, Uint32Array]>>;
  readonly #training: Pass;
  readonly #evaluation: Pass;

  constructor(memory: WasmMemory, { spec, data, mask, weights, resumeFrom }: TrainInput) {
    const { network, batchSize } = spec;
    const { pool, test, mean, standardDeviation } = data;
    this.#workspace = makeWorkspace(memory, {
      network,
      mask,
      samples: [pool, test],
      mean,
      standardDeviation,
      batches: [batchSize, evaluationGroup],
    });
    const {
      program,
      passes: [training, evaluation],
      data: [poolMemory, testMemory],
    } = this.#workspace;
    if (!training || !evaluation || !poolMemory || !testMemory) throw new Error('The workspace is incomplete.');
    this.#training = training;
    this.#evaluation = evaluation;
    const testIndices = Uint32Array.from({ length: test.count }, (_, index) => index);
    this.#parts = {
      training: [poolMemory, data.trainingIndices],
      validation: [poolMemory, data.validationIndices],
      test: [testMemory, testIndices],
    };
    this.#optimizer = new Optimizer(program, spec.optimizer);
    program.write('values', resumeFrom?.weights ?? weights);
    if (resumeFrom) this.#optimizer.resume(resumeFrom);
  }

  step(batch: Uint32Array): number {
    const pass = this.#training;
    for (const layer of this.#workspace.program.layers) layer.refresh();
    pass.startTotals();
    pass.forward(this.#parts.training[0], batch);
    pass.backward(batch.length, batch.length);
    this.#optimizer.step();
    return pass.totals.loss / batch.length;
  }

  evaluate(part: DataPart, shouldStop: () => boolean): MeanResult | null {
    const [samples, indices] = this.#parts[part];
    return evaluateSamples(this.#workspace.program, this.#evaluation, samples, indices, shouldStop);
  }

  weights(): Weights {
    return this.#workspace.program.read('values');
  }

  optimizerState(): OptimizerState {
    return this.#optimizer.state;
  }
}
