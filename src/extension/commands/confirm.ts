import { ask } from '../notify.ts';
import { nothingDeleted, requireTrust } from '../restricted-mode.ts';

/** In Restricted Mode nothing is deleted, which is said. */
export const mayDelete = (): boolean => requireTrust(nothingDeleted());

/** Whether the user says yes to a removal. */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  return mayDelete() && ask('warning', question, detail, action);
}
