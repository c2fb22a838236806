/** Numbers of weights, exact as a person would count them with pencil and paper. */
const powerOfTen = (places: number): bigint => BigInt(`1${'0'.repeat(places)}`);

/** The shortest decimal that means this number, as a fraction: 0.07 -> 7 / 100, which no binary number is. */
function asDecimalFraction(share: number): { numerator: bigint; denominator: bigint } {
  const [mantissa = '0', exponent = '0'] = String(share).split('e');
  const [whole = '0', decimals = ''] = mantissa.split('.');
  // A share is below 1, so its exponent is never positive.
  return { numerator: BigInt(whole + decimals), denominator: powerOfTen(decimals.length - Number(exponent)) };
}

/** round-half-up(share * count) in decimal arithmetic: 0.07 of 100 is 7. */
export function shareOf(count: number, share: number): number {
  const { numerator, denominator } = asDecimalFraction(share);
  return Number((2n * numerator * BigInt(count) + denominator) / (2n * denominator));
}

/**
 * round-half-up(rate * survivors), but never all of them: an emptied layer would cut the network in two.
 * @param rate Share of the surviving weights pruned, 0 to below 1.
 */
export function prunedCount(survivors: number, rate: number): number {
  return Math.max(0, Math.min(shareOf(survivors, rate), survivors - 1));
}

/** Whole numbers that sum to `total`: rounded down, then one more each for the largest remainders, ties by position. */
export function roundToTotal(numbers: readonly number[], total: number): readonly number[] {
  const whole = numbers.map(Math.floor);
  const missing = total - whole.reduce((sum, number) => sum + number, 0);
  const remainder = (place: number): number => (numbers[place] ?? 0) - (whole[place] ?? 0);
  const largestFirst = [...numbers.keys()].toSorted((a, b) => remainder(b) - remainder(a) || a - b);
  const oneMore = new Set(largestFirst.slice(0, Math.max(0, missing)));
  return whole.map((number, place) => number + Number(oneMore.has(place)));
}
