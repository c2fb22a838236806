/** The survivors of a layer, row by row (CSR) and column by column (CSC). */
export interface SparseIndex {
  /** Survivors of output j are starts[j] .. starts[j + 1]. */
  readonly starts: Uint32Array;
  /** Input of each survivor. */
  readonly columns: Uint32Array;
  /** Survivors of input k are columnStarts[k] .. columnStarts[k + 1] of `order`: their numbers, by output ascending. */
  readonly columnStarts: Uint32Array;
  readonly order: Uint32Array;
}

/** starts[i + 1] - starts[i] = how often i occurs. */
function startsOf(values: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const value of values) starts[value + 1] = (starts[value + 1] ?? 0) + 1;
  for (let i = 0; i < count; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  return starts;
}

/** Numbers 0.. in the order of `values`, equal ones staying in order (counting sort). */
function sortedBy(values: Uint32Array, starts: Uint32Array): Uint32Array {
  const next = starts.slice();
  const order = new Uint32Array(values.length);
  values.forEach((value, number) => {
    const place = next[value] ?? 0;
    order[place] = number;
    next[value] = place + 1;
  });
  return order;
}

/** `survivors`: indices into `[outputs][inputs]`, ascending. */
export function sparseIndex(survivors: Uint32Array, outputs: number, inputs: number): SparseIndex {
  const columns = survivors.map((index) => index % inputs);
  const starts = startsOf(
    survivors.map((index) => Math.floor(index / inputs)),
    outputs,
  );
  const columnStarts = startsOf(columns, inputs);
  return { starts, columns, columnStarts, order: sortedBy(columns, columnStarts) };
}
