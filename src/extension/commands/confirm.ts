import { ask } from '../notify.ts';
import { nothingDeleted, requireTrust } from '../restricted-mode.ts';

/** Whether the user says yes to a removal. In Restricted Mode it is always no. */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  return requireTrust(nothingDeleted()) && ask('warning', question, detail, action);
}
