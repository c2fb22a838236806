/** The value at place `n` (from 0) if the values were sorted, by Hoare's selection: several times faster than sorting. Reorders them. */
export function nthSmallest(values: Float64Array, n: number): number {
  let [first, last] = [0, values.length - 1];
  while (first < last) {
    const [from, to] = partition(values, first, last);
    if (n <= to) last = to;
    else if (n >= from) first = from;
    else break;
  }
  return values[n] ?? NaN;
}

/** Smaller values to the left, larger ones to the right: where the right part begins, and where the left part ends. */
function partition(values: Float64Array, first: number, last: number): readonly [number, number] {
  const pivot = values[(first + last) >> 1] ?? NaN;
  while (first <= last) {
    while ((values[first] ?? NaN) < pivot) first++;
    while ((values[last] ?? NaN) > pivot) last--;
    if (first > last) break;
    const left = values[first] ?? NaN;
    values[first++] = values[last] ?? NaN;
    values[last--] = left;
  }
  return [first, last];
}
