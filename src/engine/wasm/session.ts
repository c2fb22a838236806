/** One training on the embedded engine. */
import { isDenseNetwork } from '../../shared/network/network.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import type { TrainInput } from '../engine.ts';
import { learningRateAt } from '../learning-rate.ts';
import type { DataPart, MeanResult, OptimizerState, TrainingSession } from '../training-session.ts';
import { GroupEvaluation, PassEvaluation, type SessionEvaluation } from './evaluation/session-evaluation.ts';
import { Optimizer } from './layers/optimizer.ts';
import { evaluationGroup } from './memory/geometry.ts';
import { checkLabels, holdBytes, type SamplesInMemory } from './memory/samples-in-memory.ts';
import { Arena, type WasmMemory } from './memory/wasm-memory.ts';
import type { NetworkPass, Workspace } from './passes/network-pass.ts';
import { makeWorkspace } from './workspace.ts';

export class WasmSession implements TrainingSession {
  readonly #workspace: Workspace;
  readonly #optimizer: Optimizer;
  readonly #evaluation: SessionEvaluation;
  readonly #pass: NetworkPass;
  readonly #pool: SamplesInMemory;

  constructor(
    memory: WasmMemory,
    private readonly input: TrainInput,
  ) {
    const { spec, weights, optimizerState, resumeFrom } = input;
    [this.#workspace, this.#evaluation] = this.#layOut(memory, input);
    const {
      program,
      passes: [pass],
      data: [pool],
    } = this.#workspace;
    if (!pass || !pool) throw new Error('The workspace is incomplete.');
    this.#pass = pass;
    this.#pool = pool;
    this.#optimizer = new Optimizer(program, spec.optimizer);
    program.write('values', resumeFrom?.weights ?? weights);
    const state = resumeFrom ?? optimizerState;
    if (state) this.#optimizer.resume(state);
  }

  /** Evaluations in groups have memory of their own; others need the test set and a second pass in the workspace. */
  #layOut(memory: WasmMemory, { spec, data, mask }: TrainInput): [Workspace, SessionEvaluation] {
    const { network, batchSize, augmentation, dropoutSeed } = spec;
    const { pool, test, mean, standardDeviation } = data;
    const extras = { ...(augmentation && { augmentation }), ...(dropoutSeed !== undefined && { dropoutSeed }) };
    const options = { network, mask, mean, standardDeviation, ...extras };
    checkLabels(test, network.classes);
    if (!holdBytes([pool, test]) || !isDenseNetwork(network)) {
      const workspace = makeWorkspace(memory, { ...options, samples: [pool, test], batches: [batchSize, evaluationGroup] });
      return [workspace, new PassEvaluation(workspace, data)];
    }
    const arena = new Arena();
    const evaluation = new GroupEvaluation(arena, memory, network.layers, { data, mask }, () => this.weights());
    const workspace = makeWorkspace(memory, { ...options, arena, samples: [pool], batches: [batchSize] });
    evaluation.prepare();
    return [workspace, evaluation];
  }

  step(batch: Uint32Array, iteration: number): number {
    const pass = this.#pass;
    for (const layer of this.#workspace.program.layers) layer.refresh();
    pass.startTotals();
    pass.forward(this.#pool, batch, iteration);
    pass.backward(batch.length, batch.length);
    this.#optimizer.step(learningRateAt(this.input.spec, iteration));
    this.#evaluation.weightsChanged();
    return pass.totals.loss / batch.length;
  }

  evaluate(part: DataPart, shouldStop: () => boolean): MeanResult | null {
    return this.#evaluation.evaluate(part, shouldStop);
  }

  weights(): Weights {
    return this.#workspace.program.read('values');
  }

  optimizerState(): OptimizerState {
    return this.#optimizer.state;
  }
}
