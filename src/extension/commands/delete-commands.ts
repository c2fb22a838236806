/** Deleting experiments and sweeps: at once, and with a way back. */
import * as vscode from 'vscode';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';
import { sweepMembersIn } from '../experiments/library.ts';
import { inform } from '../notify.ts';
import type { Services } from '../services.ts';
import type { Node } from '../views/nodes.ts';
import { confirm, mayDelete } from './confirm.ts';
import { pickSweep } from './sweep-targets.ts';
import { pickExperiment } from './targets.ts';
import { plural } from '../../shared/text/plural.ts';

/** Puts experiments back if the user wants; their trainings are in the store until Clean Up Store. */
async function offerUndo({ library }: Services, words: string, undo: readonly (() => Promise<void>)[]): Promise<void> {
  const back = vscode.l10n.t('Undo');
  if ((await inform(words, back)) !== back) return;
  try {
    for (const one of undo) await one();
  } finally {
    library.refresh();
  }
}

async function remove(services: Services, refs: readonly ExperimentRef[], words: string): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const ref of refs) {
      undo.push(await (await services.stores.at(ref.storeFolder)).deleteExperiment(ref.experiment));
      services.runs.forgetFailure(ref);
      services.queue.setPaused(ref, false);
    }
  } finally {
    services.library.refresh();
    // Not waited for: the notification stays until it is answered.
    if (undo.length > 0) void offerUndo(services, words, undo).catch((error: unknown) => services.log.error(String(error)));
  }
}

/** Delete Experiment: its trainings stay in the store until Clean Up Store, so that the same config finds them again. */
export async function deleteExperiment(services: Services, target: unknown, rows?: unknown): Promise<void> {
  if (!mayDelete()) return;
  const several = Array.isArray(rows) ? (rows as readonly Node[]).filter((row) => row.kind === 'experiment') : [];
  if (several.length > 1)
    return remove(services, several, plural(several.length, { one: '1 experiment was deleted.', other: '{0} experiments were deleted.' }));
  const ref = await pickExperiment(services, target, ({ state }) => state !== 'running');
  if (ref) await remove(services, [ref], vscode.l10n.t('{0} was deleted.', ref.experiment));
}

/** Delete Earlier Runs...: of one experiment, all of them. */
export async function deleteEarlier(services: Services, target: unknown): Promise<void> {
  const { storeFolder, experiment } = target as ExperimentRef;
  const entries = await services.library.entries();
  const earlier = entries.filter((entry) => entry.storeFolder === storeFolder && entry.earlierOf?.experiment === experiment);
  if (mayDelete())
    await remove(
      services,
      earlier,
      plural(earlier.length, { one: '1 earlier run of {1} was deleted.', other: '{0} earlier runs of {1} were deleted.' }, experiment),
    );
}

/** Delete Sweep...: all of its experiments, or none where one is running. */
export async function deleteSweep(services: Services, target: unknown): Promise<void> {
  const sweep = await pickSweep(services, target);
  if (!sweep) return;
  const members = await sweepMembersIn(services.library, sweep);
  const running = members.find(({ state }) => state === 'running');
  if (running) throw new Error(vscode.l10n.t('{0} is running; cancel the sweep first.', running.experiment));
  const question = plural(
    members.length,
    { one: 'Delete the sweep {1} and its 1 experiment?', other: 'Delete the sweep {1} and its {0} experiments?' },
    sweep.sweep,
  );
  const detail = vscode.l10n.t('Their trainings stay in the store until Clean Up Store, so that the same config finds them again.');
  if (!(await confirm(question, detail, vscode.l10n.t('Delete')))) return;
  await remove(services, members, vscode.l10n.t('The sweep {0} was deleted.', sweep.sweep));
}
