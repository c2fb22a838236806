/** A verdict needs a network that has learnt something. */
import type { DataSummary } from '../../shared/results/data-summary.ts';
import type { Learning } from '../../shared/results/verdict/verdict.ts';

/** One-sided 0.1 % of a normal distribution. */
const deviations = 3.09;

/**
 * Whether an accuracy is more than the best constant answer would reach by chance. The answers of a constant guesser on another test set of that size
 * are binomial; its normal approximation is used.
 * @param accuracy Of the dense network, mean over trials, 0..1.
 */
export function learningOf(accuracy: number, { bestConstantAccuracy, testSamples, warnings }: DataSummary): Learning {
  const deviation = Math.sqrt((bestConstantAccuracy * (1 - bestConstantAccuracy)) / testSamples);
  const threshold = bestConstantAccuracy + deviations * deviation;
  return { bestConstantAccuracy, threshold, learnt: accuracy > threshold, warnings };
}
