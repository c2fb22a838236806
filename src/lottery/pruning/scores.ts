/** How important each weight is: the least important are pruned first. By tensor name, in PyTorch's layout. */
export type Scores = ReadonlyMap<string, Float64Array>;
