/** Comparing experiments and tickets: in a page of its own, or as texts in the diff editor. */
import * as vscode from 'vscode';
import { showComparison } from '../../compare/compare-panels.ts';
import type { ComparedRef } from '../../../shared/channel/compare-protocol.ts';
import { ticketUri } from '../../documents/ticket-document.ts';
import { ticketName } from '../../../shared/results/ticket-name.ts';
import { experimentOf, type TicketRef } from '../../experiments/experiment-ref.ts';
import { inform } from '../../notify.ts';
import type { Services } from '../../services.ts';
import type { RoundNode } from '../../views/nodes.ts';
import { pickCompared } from './compare-picks.ts';
import { namedExperiment, namedTicket, pickTicket } from '../targets.ts';

async function openDiff(a: TicketRef, b: TicketRef): Promise<void> {
  const together = a.storeFolder === b.storeFolder ? { compared: { a: a.ticket, b: b.ticket } } : {};
  const uris = [a, b].map(({ storeFolder, ticket }) => ticketUri({ storeFolder, ticket, ...together }));
  await vscode.commands.executeCommand('vscode.diff', ...uris, vscode.l10n.t('{0} ↔ {1}', a.ticket, b.ticket));
}

/** Compare as Text: two tickets in the diff editor. */
export async function compareText(services: Services, target: unknown, other?: unknown): Promise<void> {
  const a = await pickTicket(services, target, vscode.l10n.t('Choose the first ticket'));
  const b = a && (await pickTicket(services, namedOther(other), vscode.l10n.t('Compare {0} with...', a.ticket)));
  if (a && b) await openDiff(a, b);
}

/** A view's menu passes the selected rows as a list, which is not another ticket. */
const namedOther = (other: unknown): unknown => (Array.isArray(other) ? undefined : other);

/** A row of the view, a reference to a ticket or one to an experiment; rounds stand for their ticket in trial 1. */
function comparedRef(target: unknown): ComparedRef | undefined {
  const ticket = namedTicket(target);
  if (ticket) return { ...experimentOf(ticket), ticket: ticket.ticket };
  const experiment = namedExperiment(target);
  return experiment && { ...experiment, ticket: roundTicket(target) };
}

function roundTicket(target: unknown): string | null {
  const { kind, document, round } = target as Partial<RoundNode>;
  if (kind !== 'round' || !document || !round) return null;
  const [first] = document.trainings.filter((one) => one.series === 'ticket' && one.round === round.round);
  return first ? ticketName({ experiment: document.experiment, trial: first.trial, round: round.round }) : null;
}

const sameRef = (a: ComparedRef, b: ComparedRef): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Compare...: the rows that are selected, or those that are given, beside what is picked where there is only one. */
export async function compare(services: Services, target: unknown, other?: unknown): Promise<void> {
  const given =
    Array.isArray(other) && other.length > 1 ? (other as readonly unknown[]) : [target, ...(Array.isArray(other) ? [] : [other])];
  const named = given.flatMap((one) => comparedRef(one) ?? []);
  const refs = named.filter((ref, index) => named.findIndex((one) => sameRef(one, ref)) === index);
  const all = refs.length > 1 ? refs : await pickCompared(services, refs);
  if (all.length > 1) showComparison(services, all);
  else if (all.length === 1) void inform(vscode.l10n.t('There is nothing to compare it with.'));
}

let selected: ComparedRef | undefined;

/** Remembers an experiment or a ticket, as the explorer does with files. */
export function selectForCompare({ keys }: Services, target: unknown): void {
  selected = comparedRef(target);
  keys.set('hasSelection', selected !== undefined);
}

export async function compareWithSelected(services: Services, target: unknown): Promise<void> {
  const ref = comparedRef(target);
  if (selected && ref) showComparison(services, [selected, ref]);
}
