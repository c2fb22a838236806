/** Nothing was begun or removed: somebody runs the experiment, or it cannot be told whether anybody does. */
import { ToldError } from '../../shared/text/told.ts';

export class RefusedError extends ToldError {
  override readonly name = 'RefusedError';
}
