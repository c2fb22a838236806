/** Understanding a ticket: what remains in each layer, how it is distributed, how it moved and what it connects. */
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import type { LayerAnalysis } from '../../shared/results/ticket-analysis.ts';
import { analyseLayer } from './analyse-layer.ts';

/**
 * @param mask All ones for the dense network; its tensors give the layers and their order.
 * @param trained null where there are none.
 * @throws RangeError where the initial weights lack a layer of the mask.
 */
export function analyseTicket(mask: Mask, initial: Weights, trained: Weights | null): readonly LayerAnalysis[] {
  return [...mask].map(([name, tensor]) => {
    const start = initial.get(name);
    if (start === undefined) throw new RangeError(`no initial weights named ${name}`);
    return analyseLayer(name.replace(/\.weight$/, ''), tensor, start, trained?.get(name) ?? null);
  });
}
