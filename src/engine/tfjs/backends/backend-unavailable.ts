/** Why a backend cannot be had, to be read after its name. */
import { ToldError } from '../../../shared/text/told.ts';

export class BackendUnavailable extends ToldError {
  override readonly name = 'BackendUnavailable';
}
