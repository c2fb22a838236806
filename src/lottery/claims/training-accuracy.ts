/** "About 100 %" states no direction that trials could bear out: the figure is printed, not judged. */
import type { ClaimResult } from '../../shared/results/claims.ts';
import { cannotTell } from './claim.ts';
import type { Claim, Finding } from './claim.ts';
import { cutOff } from './against-favour.ts';
import type { RunEvidence } from './run-evidence.ts';

interface TrainingAccuracyClaim extends Pick<ClaimResult, 'id' | 'claim' | 'paper'> {
  /** Weights remaining, 0..1. */
  readonly down: number;
}

function judge({ down }: TrainingAccuracyClaim, { rounds }: RunEvidence): Finding {
  const measured = rounds
    .filter(({ remaining }) => remaining >= down)
    .map((round) => ({ round, accuracy: round.series.ticket?.trainAccuracyAtEnd?.mean ?? null }))
    .filter((one): one is { round: (typeof rounds)[number]; accuracy: number } => one.accuracy !== null);
  const [lowest] = measured.toSorted((a, b) => a.accuracy - b.accuracy);
  if (!lowest) return cannotTell('the training accuracy was not measured');
  const { round, remaining } = lowest.round;
  const run = `at least ${cutOff(lowest.accuracy * 100, 2, 'above')} % over ${measured.length} rounds`;
  return cannotTell('"about" states no direction that the trials could bear out; the figure is printed, not judged', {
    run,
    round,
    remaining,
  });
}

export function trainingAccuracy(claim: TrainingAccuracyClaim): Claim {
  const { id, claim: words, paper } = claim;
  return { id, claim: words, at: null, paper, judge: (evidence) => judge(claim, evidence) };
}
