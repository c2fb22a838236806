/** What a ticket is made of, layer by layer (the paper, appendices F.1, F.2, F.5 and F.6). */

export interface Histogram {
  /** Left edge of the first bar. */
  readonly from: number;
  readonly width: number;
  readonly counts: readonly number[];
}

export interface LayerAnalysis {
  readonly name: string;
  readonly shape: readonly number[];
  readonly total: number;
  readonly remaining: number;
  /** The survivors' initial weights, and what training made of them, in the same bars; trained is null before it is trained. */
  readonly initial: Histogram;
  readonly trained: Histogram | null;
  /** |trained - initial| of the survivors. */
  readonly moved: { readonly histogram: Histogram; readonly mean: number; readonly max: number } | null;
  /** Surviving connections into each unit (output) of the layer. */
  readonly incoming: readonly number[];
  /** Surviving connections out of each input of the layer: a pixel, or a unit of the layer before. */
  readonly outgoing: readonly number[];
  /** Units that nothing enters any more: a constant. */
  readonly unitsWithoutIncoming: number;
  /** Inputs that nothing leaves any more: they died. */
  readonly inputsWithoutOutgoing: number;
}

export interface TicketAnalysis {
  readonly schemaVersion: 1;
  readonly ticket: string;
  readonly layers: readonly LayerAnalysis[];
}
