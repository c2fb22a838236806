/** What an experiment measures beyond the paper's rounds; '' where it does not. */
import type { EarlyBirdSummary } from '../../shared/results/early-bird.ts';
import { earlyBirdWords } from '../../shared/results/early-bird.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { formatAccuracyNumber, formatRemaining } from '../../shared/text/format.ts';
import { paragraph, section, table } from './html.ts';

export function earlyBirdSection({ earlyBird = [] }: ExperimentDocument): string {
  if (earlyBird.length === 0) return '';
  const row = (draw: EarlyBirdSummary): string[] => [String(draw.trial), String(draw.round), earlyBirdWords(draw)];
  const words = 'How early each mask was drawn, and its normalised Hamming distance to the mask of the last iteration (You et al. 2020).';
  return section('Early-Bird tickets', paragraph(words), table(['Trial', 'Round', 'Mask'], earlyBird.map(row), [0, 1]));
}

export function instabilitySection({ instability = [], rounds }: ExperimentDocument): string {
  if (instability.length === 0) return '';
  const remaining = new Map(rounds.map((round) => [round.round, formatRemaining(round.remaining)]));
  const rows = instability.map(({ trial, round, errorBarrier, lossBarrier, points }) => [
    ...[String(trial), String(round), remaining.get(round) ?? '-'],
    ...[formatAccuracyNumber(errorBarrier), lossBarrier.toFixed(4), String(points.length)],
  ]);
  const words =
    'Barrier: the highest test error (loss) on the line between two copies in different data orders, less the mean of its ends; about 0: stable (Frankle et al. 2020).';
  const head = ['Trial', 'Round', 'Remaining', 'Error barrier, points', 'Loss barrier', 'Points on the line'];
  return section('Instability', paragraph(words), table(head, rows, [0, 1, 2, 3, 4, 5]));
}
