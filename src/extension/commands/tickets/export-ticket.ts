import * as path from 'node:path';
import * as vscode from 'vscode';
import { exportFormats, type FormatName, formatNames } from '../../../formats/format-table.ts';
import type { Export } from '../../../runs/exchange/export-ticket.ts';
import { ticketIdOf } from '../../../shared/results/ticket-name.ts';
import type { TicketRef } from '../../experiments/experiment-ref.ts';
import { inform } from '../../notify.ts';
import { pickPlace, placeOf, saveExport } from '../../saving/save-export.ts';
import { saveFile } from '../../saving/save-file.ts';
import type { Services } from '../../services.ts';
import type { ControlNode, RetrainingNode } from '../../views/nodes.ts';
import { pickExperiment, pickTicket } from '../targets.ts';

/** Export Report...: verdict, figures, numbers, claims and provenance in one HTML file. */
export async function exportReport(services: Services, target: unknown): Promise<void> {
  const ref = await pickExperiment(services, target);
  if (!ref) return;
  const store = await services.stores.at(ref.storeFolder);
  const html = await store.report(ref.experiment, 'Export Report... in VS Code');
  await saveFile(services.log, `${ref.experiment}-report.html`, { [vscode.l10n.t('Web page')]: ['html'] }, new TextEncoder().encode(html));
}

interface FormatItem extends vscode.QuickPickItem {
  readonly format?: FormatName;
}

/** The ticket's formats, then those of its experiment's results. */
function formatItems(): readonly FormatItem[] {
  const item = (format: FormatName): FormatItem => ({
    label: exportFormats[format].title(),
    detail: exportFormats[format].detail(),
    format,
  });
  const results = formatNames.filter((name) => exportFormats[name].holds === 'results');
  const separator = { label: vscode.l10n.t('Results of its experiment'), kind: vscode.QuickPickItemKind.Separator };
  return [...formatNames.filter((name) => !results.includes(name)).map(item), separator, ...results.map(item)];
}

async function pickFormat(ticket: string): Promise<FormatName | undefined> {
  const options = { title: vscode.l10n.t('Export {0}', ticket), placeHolder: vscode.l10n.t('As what?'), matchOnDetail: true };
  return (await vscode.window.showQuickPick(formatItems(), options))?.format;
}

/** What a keybinding or another extension answers in the user's place. */
interface GivenExport {
  readonly format?: FormatName | undefined;
  /** Path of the file, or of the folder. */
  readonly output?: string | undefined;
}

function givenExport(value: unknown): GivenExport {
  if (typeof value !== 'object' || value === null) return {};
  const { format, output } = value as Readonly<Record<string, unknown>>;
  return { format: formatNames.find((name) => name === format), output: typeof output === 'string' ? output : undefined };
}

/** A control or a retraining in the tree is exported itself, and not the ticket that it belongs to. */
function exportedName({ ticket }: TicketRef, target: unknown): string {
  const node = target as Partial<ControlNode | RetrainingNode> | undefined;
  const isOwn = node?.kind === 'control' || node?.kind === 'retraining';
  return isOwn && node.training ? `${ticketIdOf(ticket).experiment}/${node.training.role}` : ticket;
}

/** Export Ticket...: the ticket, or its experiment's results, for other programs. @param other `{ format, output }`, in place of questions. */
export async function exportTicket(services: Services, target: unknown, other?: unknown): Promise<void> {
  const ref = await pickTicket(services, target);
  const given = givenExport(other);
  const name = ref && exportedName(ref, target);
  const format = name && (given.format ?? (await pickFormat(name)));
  if (!ref || !name || !format) return;
  const stem = exportFormats[format].holds === 'ticket' ? name : ticketIdOf(ref.ticket).experiment;
  const place = given.output === undefined ? await pickPlace(format, stem) : placeOf(format, given.output);
  if (!place) return;
  const [{ exportFiles }, { openStore }] = await Promise.all([
    import('../../../runs/exchange/export-ticket.ts'),
    import('../../../runs/library/store.ts'),
  ]);
  const request = { name, format, output: place.uri.fsPath };
  const made: Export = await exportFiles(openStore(ref.storeFolder), request, path.join(services.context.extensionPath, 'dist'));
  await saveExport(place, made.files);
  for (const note of made.notes) void inform(note);
}
