/** The start of each control of a ticket: its weights and its mask. A new control is a row here and one in the list of series. */
import type { ControlName } from '../../shared/specs/series.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { intersectionOf, unionOf } from '../masks/mask.ts';
import { globalRandomMask, randomMask } from '../masks/random-mask.ts';
import { rewind, type TicketStart } from '../rewind.ts';
import {
  constantSign,
  noisyWeights,
  reinitialise,
  shuffleSurvivors,
  signReinit,
  survivorReinit,
  type TicketSource,
} from '../weights/reinitialise.ts';

export interface StartedTicket extends TicketSource {
  /** The start of the ticket's own training. */
  readonly start: TicketStart;
}

interface ControlStart extends TicketStart {
  readonly mask: Mask;
  /** In place of the trial's. */
  readonly dataOrderSeed?: string;
}

interface Surroundings {
  /** Seeds the draws of this control, ticket and replicate. */
  readonly seed: string;
  /** Belongs to this replicate in all rounds, so that rounds can be compared. */
  readonly dataOrderSeed: string;
  /** The round's masks of all trials, when the last is drawn; null where a trial has failed. */
  allMasks(): Promise<readonly Mask[] | null>;
}

/** null where the control cannot be trained because another trial has failed. */
export type DrawControl = (surroundings: Surroundings) => ControlStart | Promise<ControlStart | null>;

/** Takes what the control needs of the ticket, and nothing else: many a control waits for long until it is drawn, and weights are large. */
type Start = (ticket: StartedTicket) => DrawControl;

/** New weights under the ticket's mask. */
const reweighted =
  (draw: (ticket: TicketSource, seed: string) => Weights): Start =>
  ({ network, mask, initial }) =>
  ({ seed }) => ({ weights: draw({ network, mask, initial }, seed), mask });

const noise = (deviations: number): Start => reweighted((ticket, seed) => noisyWeights(ticket, deviations, seed));

/** The original initial weights under a new mask. */
const remasked =
  (draw: (ticket: Mask, seed: string) => Mask): Start =>
  ({ mask, initial }) =>
  ({ seed }) => {
    const drawn = draw(mask, seed);
    return { weights: rewind(initial, drawn), mask: drawn };
  };

/** The trial's own initial weights under a mask made of all trials' tickets: what do independent tickets share? */
const combined =
  (combine: (masks: readonly Mask[]) => Mask): Start =>
  ({ initial }) =>
  async ({ allMasks }) => {
    const masks = await allMasks();
    if (masks === null) return null;
    const mask = combine(masks);
    return { weights: rewind(initial, mask), mask };
  };

export const controlStarts: Readonly<Record<ControlName, Start>> = {
  /** Step 5 of the experiment. */
  randomReinit: reweighted(({ network, mask }, seed) => reinitialise(network, mask, seed)),
  /** Step 6. */
  randomMask: remasked(randomMask),
  survivorReinit: reweighted(survivorReinit),
  signReinit: reweighted(signReinit),
  constantSign: reweighted(constantSign),
  shuffledWeights: reweighted(shuffleSurvivors),
  noiseHalf: noise(0.5),
  noise1: noise(1),
  noise2: noise(2),
  noise3: noise(3),
  globalRandomMask: remasked(globalRandomMask),
  /** The ticket itself with its batches in another order. */
  dataOrder:
    ({ mask, start }) =>
    ({ dataOrderSeed }) => ({ ...start, mask, dataOrderSeed }),
  union: combined(unionOf),
  intersection: combined(intersectionOf),
};

/** Controls that wait for the masks of all trials. */
export const combinesTrials: readonly ControlName[] = ['union', 'intersection'];
