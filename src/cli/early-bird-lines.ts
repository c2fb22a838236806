import { earlyBirdWords } from '../shared/results/early-bird.ts';
import type { ExperimentDocument } from '../shared/results/experiment.ts';

/** When each ticket was drawn; '' where all are drawn at the end of training. */
export function earlyBirdLines({ earlyBird = [], trials }: ExperimentDocument): string {
  const place = (trial: number, round: number): string => (trials > 1 ? `trial ${trial}, round ${round}` : `round ${round}`);
  return earlyBird.map((draw) => `Early-Bird, ${place(draw.trial, draw.round)}: ${earlyBirdWords(draw)}`).join('\n');
}
