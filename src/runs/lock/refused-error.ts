/** Nothing was begun or removed: somebody runs the experiment, or it cannot be told whether anybody does. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
