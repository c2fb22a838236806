/** The library; winning-ticket.d.ts beside it is what its users see. */
import { existsSync } from 'node:fs';
import { exportFiles } from '../runs/exchange/export-ticket.ts';
import { readTicket } from '../runs/exchange/exported-ticket.ts';
import { saveFiles } from '../runs/exchange/save-files.ts';
import { openStore as openFolder } from '../runs/library/store.ts';
import { tell, ToldError } from '../shared/text/told.ts';
import { programFolder } from './installation.ts';
import type { ExportOptions, Store, Ticket } from './winning-ticket.d.ts';

export { findTicket } from './find-ticket.ts';

const opened = (store: Store | string) => openFolder(typeof store === 'string' ? store : store.folder);

/** @throws Error where the folder must be there, and is not. */
export function openStore(folder: string, { mustExist = false }: { readonly mustExist?: boolean } = {}): Store {
  if (mustExist && !existsSync(folder)) throw new ToldError(tell('There is no store {0}.', folder));
  return openFolder(folder);
}

export async function loadTicket(store: Store | string, name: string): Promise<Ticket> {
  return (await readTicket(opened(store), name)).ticket;
}

export async function exportTicket(store: Store | string, name: string, given: ExportOptions): Promise<readonly string[]> {
  const { format, output, rounds, layout = 'pytorch', optimizerState = false, sparseInitialisers = false, force = false } = given;
  const options = { layout, optimizer: optimizerState, sparseInitialisers };
  const request = { name, format, options, ...(output !== undefined && { output }), ...(rounds !== undefined && { rounds }) };
  const { folder, files } = await exportFiles(opened(store), request, programFolder);
  return saveFiles(folder, files, force);
}
