/** What is known of one ticket: its layers, its trainings and controls, its cost. */
import type { LayerRole } from '../../network/parameter.ts';
import type { Hash } from '../../specs/training.ts';
import type { TrainingSummary } from '../experiment.ts';
import type { EarlyBirdDraw } from '../pruning/early-bird.ts';
import type { EvaluatedNetwork } from '../pruning/evaluated-network.ts';
import type { TicketCost } from '../pruning/ticket-cost.ts';

/** How the weights that remain are spread over a convolution's filters. */
export interface FilterSpread {
  readonly filters: number;
  /** Filters of which no weight remains. */
  readonly pruned: number;
  /** Weights of a filter in the dense network. */
  readonly weights: number;
  /** Weights that remain in a filter. */
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

export interface LayerDetails {
  readonly name: string;
  readonly kind: LayerRole;
  readonly shape: readonly number[];
  readonly total: number;
  readonly remaining: number;
  /** Of convolutions only. */
  readonly filters?: FilterSpread;
}

/** A ticket as people name it: `<experiment>/trial-<t>/round-<rr>`. */
export interface TicketDetails {
  readonly schemaVersion: 1;
  readonly ticket: string;
  readonly experiment: string;
  readonly trial: number;
  readonly round: number;
  readonly layers: readonly LayerDetails[];
  readonly remaining: number;
  readonly maskHash: Hash | null;
  readonly initialWeightsHash: Hash;
  /** Where the mask was drawn before the training was over. */
  readonly earlyBird?: EarlyBirdDraw;
  readonly seed: number;
  readonly training: TrainingSummary | null;
  readonly dense: TrainingSummary | null;
  readonly controls: readonly TrainingSummary[];
  readonly retrainings: readonly TrainingSummary[];
  /** The ticket pruned and not rewound, and untrained; empty where that was not evaluated. */
  readonly evaluated: readonly EvaluatedNetwork[];
  /** null for the dense network, and where nobody knows. */
  readonly cost: TicketCost | null;
  /** For image data: surviving connections of each input pixel, row by row; null otherwise. */
  readonly pixelMap: {
    readonly width: number;
    readonly height: number;
    readonly counts: readonly number[];
    readonly maximum: number;
  } | null;
}
