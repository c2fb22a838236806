/** The last round that prunes anything, where rounds after it do not: weights are whole, and each layer keeps one. */
export interface PruningEnd {
  readonly lastRound: number;
  readonly rounds: number;
}

export function pruningEndWords({ lastRound, rounds }: PruningEnd): string {
  const later = lastRound + 1 === rounds ? `Round ${String(rounds)} has` : `Rounds ${String(lastRound + 1)} to ${String(rounds)} have`;
  return (
    `Round ${String(lastRound)} is the last that prunes anything: each layer keeps at least one weight, and a rate is rounded to whole weights. ` +
    `${later} no fewer weights.`
  );
}
