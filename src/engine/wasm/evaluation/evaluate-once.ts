/** One evaluation outside a training: of a stored ticket, say. The same bits as in the course of a training. */
import { isDenseNetwork, type Network } from '../../../shared/network/network.ts';
import { prunableOf } from '../../../shared/network/parameters.ts';
import { firstIndices } from '../../../shared/numbers/counting.ts';
import type { Mask, MaskTensor, Weights } from '../../../shared/tensors/tensors.ts';
import type { EvaluateInput } from '../../engine.ts';
import type { MeanResult } from '../../training-session.ts';
import { zeroInputsOf } from '../layers/input-lists.ts';
import { inputScaling } from '../layers/program-context.ts';
import { checkLabels, holdBytes } from '../memory/samples-in-memory.ts';
import { Arena, type WasmMemory } from '../memory/wasm-memory.ts';
import { evaluateSamples } from '../passes/network-pass.ts';
import { onePass } from '../passes/one-pass.ts';
import { evaluateGroups, EvaluationNetwork } from './evaluation-network.ts';
import { EvaluationPart } from './inputs/evaluation-part.ts';
import { evaluationPaths } from './evaluation-path.ts';

const goOn = (): boolean => false;

/** Weights that are exactly 0 need not take part. */
function maskOfNonzeros(network: Network, weights: Weights): Mask {
  return new Map(
    prunableOf(network).map(({ name, shape }): [string, MaskTensor] => {
      const data = weights.get(name)?.data ?? new Float32Array(0);
      return [name, { shape, data: Uint8Array.from(data, (value) => (value === 0 ? 0 : 1)) }];
    }),
  );
}

function inGroups(memory: WasmMemory, input: EvaluateInput, mask: Mask): MeanResult | null {
  const { network, weights, samples, mean, standardDeviation } = input;
  if (!holdBytes([samples]) || !isDenseNetwork(network)) return null;
  const { layers } = network;
  checkLabels(samples, network.classes);
  const arena = new Arena();
  const scaling = inputScaling(layers[0]?.inputs ?? 0, true, mean, standardDeviation);
  const paths = evaluationPaths(layers, mask, zeroInputsOf(samples));
  const evaluation = new EvaluationNetwork(arena, memory, { layers, mask, scaling, paths });
  const part = new EvaluationPart(arena, memory, evaluation.form, samples, firstIndices(samples.count), false);
  memory.reserve(arena.size);
  evaluation.prepare();
  evaluation.refresh(weights);
  return evaluateGroups(evaluation, part, goOn);
}

function inPasses(memory: WasmMemory, input: EvaluateInput, mask: Mask): MeanResult | null {
  const { program, pass, data } = onePass(memory, { ...input, mask });
  return evaluateSamples(program, pass, data, firstIndices(input.samples.count), goOn);
}

export function evaluateOnce(memory: WasmMemory, input: EvaluateInput): MeanResult {
  const mask = maskOfNonzeros(input.network, input.weights);
  const result = inGroups(memory, input, mask) ?? inPasses(memory, input, mask);
  if (!result) throw new Error('An evaluation without a stop was stopped.');
  return result;
}
