/** What a ticket costs: finding it and training it, in numbers and in words. */
import { formatDecimals, formatThreeDigits } from '../../text/format.ts';
import type { TicketId } from '../ticket-name.ts';
import { t } from '../../text/language.ts';

export interface Cost {
  readonly multiplyAdds: number;
  /** Of one dense training of the whole budget: 1 is as much as that. */
  readonly share: number;
}

export interface TicketCost extends TicketId {
  /** All trainings that its mask and its start come from, each with the weights that it had. */
  readonly finding: Cost;
  readonly training: Cost;
}

/** "3.24 x" of one dense training. */
export const shareWords = (share: number): string => t('{0} x', formatThreeDigits(share));

export const costWords = ({ finding, training }: TicketCost): string =>
  t('{0} a dense training to find, {1} to train', shareWords(finding.share), shareWords(training.share));

export const costLegend = (): string =>
  t(
    'Multiply-adds of trainings (forward, backward; evaluations not counted), each with the weights that it had, in dense trainings. Finding: all trainings that the mask and its start come from.',
  );

export interface CostRow {
  readonly round: number;
  /** Means over the trials. */
  readonly finding: number;
  readonly training: number;
}

/** Rounds 1, 2, ... */
export function costRows(costs: readonly TicketCost[]): readonly CostRow[] {
  const rounds = [...new Set(costs.map(({ round }) => round))].toSorted((a, b) => a - b);
  return rounds.map((round) => {
    const here = costs.filter((cost) => cost.round === round);
    const mean = (read: (cost: TicketCost) => Cost): number => here.reduce((sum, cost) => sum + read(cost).share, 0) / here.length;
    return { round, finding: mean(({ finding }) => finding), training: mean(({ training }) => training) };
  });
}

/** Shares of one column with the same decimals, so that their points stand below one another: three digits for the least of them. */
function shareColumn(shares: readonly number[]): readonly string[] {
  const least = Math.min(...shares.filter((share) => share > 0));
  let decimals = 2;
  for (let bound = 1; least < bound && decimals < 6; bound /= 10) decimals++;
  return shares.map((share) => t('{0} x', formatDecimals(share, decimals)));
}

/** Of each row what it costs to find, to train, and both, aligned with those of the other rows. */
export function costCells(rows: readonly CostRow[]): readonly (readonly [finding: string, training: string, both: string])[] {
  const column = (of: (row: CostRow) => number): readonly string[] => shareColumn(rows.map(of));
  const [finding, training] = [column((row) => row.finding), column((row) => row.training)];
  const both = column((row) => row.finding + row.training);
  return rows.map((_, index) => [finding[index] ?? '', training[index] ?? '', both[index] ?? '']);
}
