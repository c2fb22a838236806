import * as vscode from 'vscode';
import type { RetrainChange } from '../../../shared/specs/retrain.ts';
import { configOf } from '../../config/config-document.ts';
import { experimentOf, type TicketRef } from '../../experiments/experiment-ref.ts';
import { askText, complain } from '../../notify.ts';
import type { ActiveRun } from '../../runs/active-run.ts';
import { startExperiment } from '../../runs/start-experiment.ts';
import type { Services } from '../../services.ts';
import { pickTicket } from '../targets.ts';

interface ChangeItem extends vscode.QuickPickItem {
  /** Undefined where the user changes their mind. */
  readonly change: () => Promise<RetrainChange | undefined>;
}

const same: RetrainChange = { weights: 'same', mask: 'same' };
const newSeed = (): number => Date.now() % 1_000_000_007;

/** A whole number that the user types. */
async function askNumber(prompt: string, value: number, least: number): Promise<number | undefined> {
  const wrong = vscode.l10n.t('A whole number of at least {0}.', least);
  const validateInput = (text: string): string | null =>
    /^\d+$/.test(text) && Number(text) >= least && Number.isSafeInteger(Number(text)) ? null : wrong;
  const text = await askText({ prompt, value: String(value), validateInput });
  return text === undefined ? undefined : Number(text);
}

async function withSeed(make: (seed: number) => RetrainChange): Promise<RetrainChange | undefined> {
  const seed = await askNumber(vscode.l10n.t('Seed of the new draw'), newSeed(), 0);
  return seed === undefined ? undefined : make(seed);
}

async function withIterations(): Promise<RetrainChange | undefined> {
  const iterations = await askNumber(vscode.l10n.t('Iterations of the training'), 10_000, 1);
  return iterations === undefined ? undefined : { ...same, iterations };
}

const items = (): readonly ChangeItem[] => [
  { label: vscode.l10n.t('Nothing changed'), detail: vscode.l10n.t('The same bits must come out.'), change: () => Promise.resolve(same) },
  {
    label: vscode.l10n.t('Fresh initial weights'),
    detail: vscode.l10n.t('The same mask, randomly reinitialised.'),
    change: () => withSeed((seed) => ({ ...same, weights: 'reinit', seed })),
  },
  {
    label: vscode.l10n.t('Random mask'),
    detail: vscode.l10n.t('The same initial weights under a random mask of the same size.'),
    change: () => withSeed((seed) => ({ ...same, mask: 'random', seed })),
  },
  {
    label: vscode.l10n.t('Data order'),
    detail: vscode.l10n.t('The same ticket, other batches.'),
    change: () => withSeed((dataOrderSeed) => ({ ...same, dataOrderSeed })),
  },
  { label: vscode.l10n.t('Iterations'), detail: vscode.l10n.t('The same ticket, trained for longer or shorter.'), change: withIterations },
];

async function pickChange({ ticket }: TicketRef): Promise<RetrainChange | undefined> {
  const options = { title: vscode.l10n.t('Retrain {0}', ticket), placeHolder: vscode.l10n.t('What should be different?') };
  return (await vscode.window.showQuickPick(items(), options))?.change();
}

const isChange = (value: unknown): value is RetrainChange =>
  typeof value === 'object' && value !== null && 'weights' in value && 'mask' in value;

/** Retrain Ticket...: one ticket again, with nothing or one thing changed. */
export async function retrain(services: Services, target: unknown, given?: unknown): Promise<ActiveRun | undefined> {
  const ref = await pickTicket(services, target);
  if (!ref) return undefined;
  if ((await services.library.document(experimentOf(ref)))?.earlierOf) {
    void complain(vscode.l10n.t('{0} is of earlier settings: winning-ticket retrain trains it again.', ref.ticket));
    return undefined;
  }
  const change = isChange(given) ? given : await pickChange(ref);
  const uri = change && (await configOf(services.library, experimentOf(ref)));
  if (!change || !uri) return undefined;
  return startExperiment(services, uri, { retrain: { ticket: ref.ticket, change } });
}
