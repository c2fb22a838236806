/** What a new config is asked for: data, network, minutes, trials. */
import * as vscode from 'vscode';
import { lenetConfig, type NewConfig } from '../../../shared/config/text/config-template.ts';
import type { PastTraining } from '../../../runs/estimate/past-trainings.ts';
import { plural } from '../../../shared/text/plural.ts';

type Method = Pick<NewConfig, 'network' | 'optimizer' | 'learningRate' | 'batchSize' | 'paperIterations'>;

interface NetworkChoice {
  readonly method: Method;
  readonly detail: () => string;
}

const conv = (layers: number, learningRate: number, paperIterations: string): NetworkChoice => ({
  method: { network: `conv-${String(layers)}`, optimizer: 'adam', learningRate, batchSize: 60, paperIterations },
  detail: () => vscode.l10n.t('{0} convolutions, then two hidden layers of 256 units', layers),
});

/** The networks of the paper, with the learning rates of its table. */
const lenet: readonly NetworkChoice[] = [
  { method: lenetConfig, detail: () => vscode.l10n.t('Fully connected: hidden layers of 300 and 100 units') },
];
const convolutions: readonly NetworkChoice[] = [conv(2, 0.0002, '20,000'), conv(4, 0.0003, '25,000'), conv(6, 0.0003, '30,000')];

const datasets: readonly { readonly dataset: string; readonly detail: () => string; readonly networks: readonly NetworkChoice[] }[] = [
  { dataset: 'mnist', detail: () => vscode.l10n.t('Handwritten digits; comes with the extension'), networks: lenet },
  { dataset: 'fashion-mnist', detail: () => vscode.l10n.t('Grey pictures of clothes; fetched once, 31 MB'), networks: lenet },
  { dataset: 'cifar-10', detail: () => vscode.l10n.t('Colour pictures of 10 classes; fetched once, 170 MB'), networks: convolutions },
];

const minuteChoices = [2, 5, 15, 60] as const;
const trialChoices = [3, 1, 5] as const;

interface Step {
  readonly step: number;
  readonly placeholder: string;
}

/** One question of four; undefined where the user changes their mind. */
async function pick<T extends vscode.QuickPickItem>(items: readonly T[], { step, placeholder }: Step): Promise<T | undefined> {
  const title = vscode.l10n.t('New Experiment Config ({0}/4)', step);
  return vscode.window.showQuickPick(items, { title, placeHolder: placeholder, ignoreFocusOut: true });
}

const minuteWords = (minutes: number): string =>
  minutes < 60 ? plural(minutes, { one: 'About 1 minute', other: 'About {0} minutes' }) : vscode.l10n.t('About an hour');

function trialDetail(trials: number): string {
  if (trials === 1) return vscode.l10n.t('A first answer: nothing can be told from chance.');
  return trials === 3 ? vscode.l10n.t('Enough to see whether a difference is more than chance.') : vscode.l10n.t('As in the paper.');
}

const trialWords = (trials: number): string => plural(trials, { one: '1 trial', other: '{0} trials' });

/** All answers, fitted to the minutes; undefined where the user changes their mind. */
export async function askNewConfig(past: () => Promise<readonly PastTraining[]>, workers: number | null): Promise<NewConfig | undefined> {
  const data = await pick(
    datasets.map((choice) => ({ label: choice.dataset, detail: choice.detail(), choice })),
    { step: 1, placeholder: vscode.l10n.t('Which data?') },
  );
  const networks = (data?.choice.networks ?? []).map(({ method, detail }) => ({ label: method.network, detail: detail(), method }));
  const network = data && (await pick(networks, { step: 2, placeholder: vscode.l10n.t('Which network?') }));
  const minutes =
    network &&
    (await pick(
      minuteChoices.map((value) => ({ label: minuteWords(value), value })),
      { step: 3, placeholder: vscode.l10n.t('How long may it take on this machine?') },
    ));
  const trials =
    minutes &&
    (await pick(
      trialChoices.map((value) => ({ label: trialWords(value), detail: trialDetail(value), value })),
      { step: 4, placeholder: vscode.l10n.t('How many trials? More trials in the same time are shorter ones.') },
    ));
  if (!data || !network || !minutes || !trials) return undefined;
  const { fitMinutes } = await import('../../../runs/estimate/fit-minutes.ts');
  const wanted = { ...lenetConfig, ...network.method, dataset: data.choice.dataset, trials: trials.value };
  return fitMinutes(wanted, minutes.value, workers, await past());
}
