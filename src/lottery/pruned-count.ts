/** How many weights of a layer a round prunes: exact, as a person would count with pencil and paper. */

const powerOfTen = (places: number): bigint => BigInt(`1${'0'.repeat(places)}`);

/** The shortest decimal that means this number, as a fraction: 0.07 -> 7 / 100, which no binary number is. */
function asDecimalFraction(rate: number): { numerator: bigint; denominator: bigint } {
  const [mantissa = '0', exponent = '0'] = String(rate).split('e');
  const [whole = '0', decimals = ''] = mantissa.split('.');
  // A rate is below 1, so its exponent is never positive.
  return { numerator: BigInt(whole + decimals), denominator: powerOfTen(decimals.length - Number(exponent)) };
}

/**
 * round-half-up(rate * survivors) in decimal arithmetic (0.07 of 100 is 7), but never all of them:
 * an emptied layer would cut the network in two.
 * @param rate Share of the surviving weights pruned, 0 to below 1.
 */
export function prunedCount(survivors: number, rate: number): number {
  const { numerator, denominator } = asDecimalFraction(rate);
  const rounded = Number((2n * numerator * BigInt(survivors) + denominator) / (2n * denominator));
  return Math.max(0, Math.min(rounded, survivors - 1));
}
