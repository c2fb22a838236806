/** Tensors by name, as float64 in PyTorch's layout. */
export type Parameters = Map<string, Float64Array>;

/** A tensor that must be there. */
export function tensorOf(parameters: Parameters, name: string): Float64Array {
  const values = parameters.get(name);
  if (!values) throw new Error(`The tensor ${name} is missing.`);
  return values;
}

/** Adds to one entry. */
export function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] ?? 0) + amount;
}
