/** Where downloaded data sets lie, shared by all workspaces of a user. */
import { homedir } from 'node:os';
import { join } from 'node:path';

function systemCache(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (process.platform === 'win32') return LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return XDG_CACHE_HOME !== undefined && XDG_CACHE_HOME !== '' ? XDG_CACHE_HOME : join(homedir(), '.cache');
}

/** WINNING_TICKET_DATA names another place, such as a shared disk. */
export function dataCacheFolder(): string {
  const chosen = process.env['WINNING_TICKET_DATA'];
  return chosen !== undefined && chosen !== '' ? chosen : join(systemCache(), 'winning-ticket', 'data');
}
