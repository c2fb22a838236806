/** How much worse it gets between two networks (Frankle et al. 2020, section 2). */

/**
 * The highest value on the line less the mean of its two ends; where it is about 0 the two are linearly connected.
 * Never negative by more than half the difference of the ends.
 * @param values Of loss or error, from one end to the other.
 * @throws RangeError for an empty line.
 */
export function barrier(values: readonly number[]): number {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a line without points has no barrier');
  return Math.max(...values) - (first + last) / 2;
}
