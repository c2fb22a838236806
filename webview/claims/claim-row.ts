import type { ClaimResult } from '../../src/shared/results/claims.ts';
import { setAttribute } from '../dom/attribute.ts';
import { element } from '../dom/element.ts';
import { setText } from '../dom/text.ts';
import { formatRemaining } from '../format.ts';

const icons: Readonly<Record<ClaimResult['outcome'], string>> = {
  holds: 'pass',
  'does not hold': 'error',
  'cannot tell': 'question',
};

/** A claim: its sentence, the paper's figure, this run's, and the outcome with its reason. */
export function claimRow({ id }: ClaimResult): HTMLTableRowElement {
  const sentence = element('th', { scope: 'row', class: 'claim-sentence' }, element('span'), element('small', {}, id));
  const outcome = element(
    'td',
    { class: 'claim-outcome' },
    element('strong', {}, element('span', { 'aria-hidden': 'true' }), ' ', element('span')),
    element('small'),
  );
  return element('tr', {}, sentence, outcome, element('td', { class: 'number' }), element('td', { class: 'claim-figure' }), runCell());
}

const runCell = (): HTMLElement => element('td', { class: 'claim-figure' }, element('span'), element('small'));
const percent = (remaining: number): string => `${formatRemaining(remaining)}\u00a0%`;

export function updateClaimRow(row: HTMLTableRowElement, { claim, at, paper, run, round, remaining, outcome, reason }: ClaimResult): void {
  const [sentence, judged, place, theirs, ours] = [...row.children] as Element[] as [Element, Element, Element, Element, Element];
  setText(sentence.children[0] as Element, claim);
  setText(place, at === null ? '' : percent(at));
  setText(theirs, paper);
  setText(ours.children[0] as Element, run === '-' ? '–' : run);
  setText(ours.children[1] as Element, round === null || remaining === null ? '' : `round ${round}, ${percent(remaining)} remaining`);
  setAttribute(judged, 'data-outcome', outcome);
  setAttribute(judged.querySelector('strong > span') as Element, 'class', `codicon codicon-${icons[outcome]}`);
  setText(judged.querySelector('strong > span:last-child') as Element, outcome);
  setText(judged.querySelector('small') as Element, reason);
}
