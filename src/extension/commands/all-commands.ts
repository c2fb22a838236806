import type * as vscode from 'vscode';
import type { JsonPath } from '../../shared/text/json-value.ts';
import type { Services } from '../services.ts';
import type { CommandName } from './command-names.ts';
import { downloadData } from '../runs/download-data.ts';
import { choosePath } from './config/choose-path.ts';
import { compare, compareText, compareWithSelected, selectForCompare } from './tickets/compare-commands.ts';
import { deleteEarlier, deleteExperiment, deleteSweep } from './delete-commands.ts';
import { copyCliCommand, notes, rename } from './experiment-commands.ts';
import { exportReport, exportTicket } from './tickets/export-ticket.ts';
import { importTicket } from './tickets/import-ticket.ts';
import { installGpuSupport } from './config/install-gpu-support.ts';
import { installTensorFlow } from './config/install-tensorflow.ts';
import { clearFilter, filter, sortBy } from './list-commands.ts';
import { newConfig } from './config/new-config.ts';
import { open } from './open.ts';
import { retrain } from './tickets/retrain.ts';
import { cancel, find, pause, resume } from './run-commands.ts';
import { runWith } from './config/run-with.ts';
import { cleanUp, openConfig, showPanel } from './store-commands.ts';
import { showSweep } from './sweep-commands.ts';
import { copyTicketName, inspect } from './tickets/ticket-commands.ts';

export type Command = (services: Services, target?: unknown, other?: unknown, more?: unknown) => unknown;

/** What each command does; loaded when the first one is called. */
export const commands: Readonly<Record<CommandName, Command>> = {
  find,
  resume,
  runWith,
  cancel,
  pause,
  retrain,
  compare,
  compareText,
  selectForCompare,
  compareWithSelected,
  inspect,
  exportReport,
  exportTicket,
  importTicket,
  copyTicketName,
  newConfig,
  downloadData: (_, name) => downloadData(name),
  choosePath: (_, uri, keys, isFolder) => choosePath(uri as vscode.Uri, keys as JsonPath, isFolder === true),
  installTensorFlow,
  installGpuSupport,
  cleanUp,
  deleteExperiment,
  deleteSweep,
  deleteEarlier,
  rename,
  notes,
  copyCliCommand,
  sortBy,
  filter,
  clearFilter,
  open,
  showPanel,
  showSweep,
  openConfig,
  showLog: ({ log }) => log.show(),
  refresh: ({ library }) => library.refresh(),
};
