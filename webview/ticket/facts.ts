import { earlyBirdWords } from '../../src/shared/results/early-bird.ts';
import type { TicketDetails, TrainingSummary } from '../../src/shared/results/experiment.ts';
import { setAttribute } from '../dom/attribute.ts';
import { element } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { setText } from '../dom/text.ts';
import { formatAccuracy, formatAtLeast, formatCount, formatThreeDigits, formatRemaining } from '../format.ts';

interface Fact {
  readonly name: string;
  readonly value: string;
  /** The value in full, on hover. */
  readonly title?: string;
}

/** Where a ticket comes from and what it reached. */
export function drawFacts(list: HTMLElement, ticket: TicketDetails): void {
  keyed(
    list,
    factsOf(ticket),
    ({ name }) => name,
    make,
    (node, { value, title }) => {
      setText(node.children[1] as Element, value);
      setAttribute(node.children[1] as Element, 'title', title ?? null);
    },
  );
}

const make = ({ name }: Fact): HTMLElement => element('div', {}, element('dt', {}, name), element('dd'));

function factsOf(ticket: TicketDetails): Fact[] {
  return [
    { name: 'Weights remaining', value: `${formatRemaining(ticket.remaining)} %` },
    ...(ticket.training ? trainingFacts(ticket.training) : [{ name: 'Training', value: 'not finished yet' }]),
    { name: 'Experiment', value: ticket.experiment },
    { name: 'Seed', value: String(ticket.seed) },
    { name: 'Mask', ...hash(ticket.maskHash) },
    { name: 'Initial weights', ...hash(ticket.initialWeightsHash) },
    ...(ticket.earlyBird ? [{ name: 'Early-Bird', value: earlyBirdWords(ticket.earlyBird) }] : []),
  ];
}

function trainingFacts(training: TrainingSummary): Fact[] {
  const stop = training.censored ? formatAtLeast(training.earlyStopIteration) : formatCount(training.earlyStopIteration);
  const accuracy = training.testAccuracyAtEarlyStop;
  return [
    { name: 'Test accuracy', value: `${formatAccuracy(accuracy)} %`, title: `${accuracy}` },
    { name: 'Early stop', value: stop },
    {
      name: 'Validation loss',
      value: formatThreeDigits(training.validationLossAtEarlyStop),
      title: `${training.validationLossAtEarlyStop}`,
    },
  ];
}

const hash = (value: string | null): Omit<Fact, 'name'> =>
  value === null ? { value: 'all weights' } : { value: value.slice(0, 8), title: value };
