import * as vscode from 'vscode';
import { inLabel } from '../../shared/text/plain-text.ts';
import { experimentsOfConfig } from '../config/config-document.ts';
import { sweepKey, sweepOf, type SweepRef } from '../experiments/experiment-ref.ts';
import type { LibraryEntry } from '../experiments/library.ts';
import { inform } from '../notify.ts';
import type { Services } from '../services.ts';

/** A tree node or a reference that names a sweep. */
export function namedSweep(target: unknown): SweepRef | undefined {
  const { storeFolder, sweep } = (typeof target === 'object' && target !== null ? target : {}) as Partial<Record<keyof SweepRef, unknown>>;
  return typeof storeFolder === 'string' && typeof sweep === 'string' ? { storeFolder, sweep } : undefined;
}

/** The sweep that a config describes; null for a single experiment. */
export const sweepOfConfig = (uri: vscode.Uri): SweepRef | null => sweepOf(experimentsOfConfig(uri)[0]);

/** Of several members of one sweep the first. */
export function oncePerSweep(entries: readonly LibraryEntry[]): readonly LibraryEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const sweep = sweepOf(entry);
    if (!sweep) return true;
    if (seen.has(sweepKey(sweep))) return false;
    seen.add(sweepKey(sweep));
    return true;
  });
}

/** The sweep a command is about: its argument, else the only one, else one that the user picks. */
export async function pickSweep({ library, stores }: Services, target: unknown): Promise<SweepRef | undefined> {
  const named = target instanceof vscode.Uri ? sweepOfConfig(target) : namedSweep(target);
  if (named) return named;
  const sweeps = oncePerSweep(await library.entries()).flatMap((entry) => sweepOf(entry) ?? []);
  if (sweeps.length === 0) void inform(vscode.l10n.t('There is no sweep yet.'));
  if (sweeps.length < 2) return sweeps[0];
  const items = sweeps.map((ref) => ({ label: inLabel(ref.sweep), description: inLabel(stores.labels().get(ref.storeFolder) ?? ''), ref }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Choose a sweep') }))?.ref;
}
