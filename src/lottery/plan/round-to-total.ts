/** Whole numbers that sum to `total`: rounded down, then one more each for the largest remainders, ties by position. */
export function roundToTotal(numbers: readonly number[], total: number): readonly number[] {
  const whole = numbers.map(Math.floor);
  const missing = total - whole.reduce((sum, number) => sum + number, 0);
  const remainder = (place: number): number => (numbers[place] ?? 0) - (whole[place] ?? 0);
  const largestFirst = [...numbers.keys()].toSorted((a, b) => remainder(b) - remainder(a) || a - b);
  const oneMore = new Set(largestFirst.slice(0, Math.max(0, missing)));
  return whole.map((number, place) => number + Number(oneMore.has(place)));
}
