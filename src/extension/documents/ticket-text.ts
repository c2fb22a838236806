import type { TicketComparison } from '../../runs/library/store-reader.ts';
import { settingText } from '../../shared/config/facts/setting-differences.ts';
import { earlyBirdWords } from '../../shared/results/pruning/early-bird.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { TicketDetails } from '../../shared/results/ticket/ticket-details.ts';
import { filterWords, layerKindWords } from '../../shared/results/ticket/layer-words.ts';
import { overallAgreement } from '../../shared/results/ticket/mask-agreement.ts';
import { trainingStop } from '../../shared/results/series-words.ts';
import type { LayerAnalysis, TicketAnalysis } from '../../shared/results/ticket/ticket-analysis.ts';
import { formatAccuracy, formatCount, formatRemaining, formatShare, formatThreeDigits } from '../../shared/text/format.ts';
import { printableLine } from '../../shared/text/plain-text.ts';
import { localNumber, t } from '../../shared/text/language.ts';

const width = 32;
/** Numbers stand right beside the names, within half a window. */
const layerWidth = 14;
/** As Git shortens hashes: enough to tell tensors apart. */
const shortHash = (hash: string): string => hash.slice(0, 12);
const line = (what: string, value: string): string => `${printableLine(what).padEnd(width)}${printableLine(value)}`.trimEnd();
const accuracy = (value: number | null | undefined): string => (value === null || value === undefined ? '-' : formatAccuracy(value));

function trainingLines(training: TrainingSummary | null): readonly string[] {
  if (!training) return [line(t('Training'), t('not finished'))];
  return [
    line(t('Early-stopping iteration'), trainingStop(training)),
    line(t('Test accuracy at early stop'), accuracy(training.testAccuracyAtEarlyStop)),
    line(t('Validation loss at early stop'), localNumber(training.validationLossAtEarlyStop.toPrecision(3))),
    line(t('Test accuracy at the end'), accuracy(training.testAccuracyAtEnd)),
    line(t('Training accuracy at the end'), accuracy(training.trainAccuracyAtEnd)),
  ];
}

function layerLines(ticket: TicketDetails): readonly string[] {
  return ticket.layers.map(({ name, kind, shape, total, remaining }) => {
    const share = total > 0 ? formatRemaining(remaining / total) : '-';
    const counts = `${share.padStart(8)}  ${t('{0} of {1}', formatCount(remaining).padStart(9), formatCount(total).padStart(9))}`;
    return `  ${name.padEnd(layerWidth)}${counts}  ${layerKindWords(kind)} [${shape.join(', ')}]`;
  });
}

/** How the convolutions are spread over their filters. */
function filterLines({ layers }: TicketDetails): readonly string[] {
  const lines = layers.flatMap(({ name, filters }) => (filters ? [line(`  ${name}`, filterWords(filters))] : []));
  return lines.length === 0 ? [] : ['', t('Filters'), ...lines];
}

/** The same lines in both texts, so that a diff shows them as context. */
function agreementLines(comparison: TicketComparison): readonly string[] {
  const all = overallAgreement(comparison.agreement);
  if (!all) return [t('The networks differ in shape, so their masks cannot be compared.'), ''];
  const row = (name: string, overlap: number, byChance: number): string =>
    line(`  ${name}`, t('{0} (chance {1})', formatShare(overlap), formatShare(byChance)));
  const layers = comparison.agreement.map(({ layer, overlap, byChance }) => row(layer, overlap, byChance));
  return [t('Masks agree (intersection over union)'), row(t('all layers'), all.overlap, all.byChance), ...layers, ''];
}

/** Of each ticket its own values, so that a diff marks them. */
function settingLines({ a, settings }: TicketComparison, { ticket }: TicketDetails): readonly string[] {
  if (settings.length === 0) return [];
  const side = ticket === a.ticket ? 0 : 1;
  return [t('Differing settings'), ...settings.map(({ key, values }) => line(`  ${key}`, settingText(values[side] ?? null))), ''];
}

/** What the layers are made of. */
function analysisLines({ layers }: TicketAnalysis): readonly string[] {
  const words = ({ shape, moved, unitsWithoutIncoming, inputsWithoutOutgoing, incoming, outgoing }: LayerAnalysis): readonly string[] => {
    const inputs = [formatCount(inputsWithoutOutgoing), formatCount(outgoing.length)];
    const units = [formatCount(unitsWithoutIncoming), formatCount(incoming.length)];
    return [
      moved ? t('moved by {0} on average, {1} at most', formatThreeDigits(moved.mean), formatThreeDigits(moved.max)) : t('not trained'),
      shape.length === 4 ? t('{0} of {1} channels died', ...inputs) : t('{0} of {1} inputs died', ...inputs),
      shape.length === 4
        ? t('{0} of {1} filters without incoming weights', ...units)
        : t('{0} of {1} units without incoming weights', ...units),
    ];
  };
  return ['', t('What they are made of'), ...layers.map((layer) => line(`  ${layer.name}`, words(layer).join('; ')))];
}

/** A ticket as text that stays the same as long as the ticket does; lines of two tickets stand in the same order. */
export function ticketText(ticket: TicketDetails, comparison?: TicketComparison, analysis?: TicketAnalysis | null): string {
  const total = ticket.layers.reduce((sum, layer) => sum + layer.total, 0);
  const left = ticket.layers.reduce((sum, layer) => sum + layer.remaining, 0);
  const lines = [
    ...(comparison ? [...agreementLines(comparison), ...settingLines(comparison, ticket)] : []),
    line(t('Ticket'), ticket.ticket),
    line(t('Trial'), String(ticket.trial)),
    line(t('Round'), String(ticket.round)),
    line(t('Seed'), String(ticket.seed)),
    line(t('Weights remaining'), `${formatRemaining(ticket.remaining)} (${t('{0} of {1}', formatCount(left), formatCount(total))})`),
    line(t('Mask'), ticket.maskHash === null ? t('none (dense)') : shortHash(ticket.maskHash)),
    line(t('Initial weights'), shortHash(ticket.initialWeightsHash)),
    ...(ticket.earlyBird ? [line('Early-Bird', earlyBirdWords(ticket.earlyBird))] : []),
    '',
    ...trainingLines(ticket.training),
    '',
    t('Layers'),
    ...layerLines(ticket),
    ...filterLines(ticket),
    ...(analysis ? analysisLines(analysis) : []),
  ];
  return `${lines.join('\n')}\n`;
}
