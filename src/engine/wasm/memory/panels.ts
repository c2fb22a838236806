/** Weights in panels: `[outputs / 24][inputs][24]`, so that what a panel's outputs read of the weights stays in a near cache. */
import { roundUp } from './geometry.ts';

/** Outputs of one panel: six vectors, what fits into registers. */
export const panelOutputs = 24;

/** Bytes of one input's row in a panel. */
export const panelRow = panelOutputs * 4;

/** Bytes from one panel to the next. */
export const panelBytes = (inputs: number): number => inputs * panelRow;

/** Bytes of all panels; the last one may be in use in part only. */
export const panelsBytes = (inputs: number, outputs: number): number => inputs * roundUp(outputs, panelOutputs) * 4;

/** Where the weight from `input` to `output` lies, in floats. */
export const panelPlace = (inputs: number, input: number, output: number): number =>
  (output - (output % panelOutputs)) * inputs + input * panelOutputs + (output % panelOutputs);
