import { type ClaimResult, claimRule, type ClaimsReport, outcomeWords } from '../../src/shared/results/verdict/claims.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { stackRow } from '../dom/table.ts';
import { formatRemaining, unbroken } from '../format.ts';
import type { View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

const icons: Readonly<Record<ClaimResult['outcome'], string>> = {
  holds: 'pass',
  'does not hold': 'error',
  'cannot tell': 'question',
};

/** A claim: its sentence, the paper's figure, this run's, and the outcome with its reason. */
function claimRow({ id }: ClaimResult): HTMLTableRowElement {
  const sentence = element('th', { scope: 'row', class: 'claim-sentence' }, element('span'), element('small', {}, id));
  const outcome = element(
    'td',
    { class: 'claim-outcome' },
    element('strong', {}, element('span', { 'aria-hidden': 'true' }), ' ', element('span')),
    element('small'),
  );
  const row = element('tr', {}, sentence, outcome, element('td', { class: 'number' }), element('td', { class: 'claim-figure' }), runCell());
  return stackRow(row, columns());
}

const runCell = (): HTMLElement => element('td', { class: 'claim-figure' }, element('span'), element('small'));
const percent = (remaining: number): string => `${formatRemaining(remaining)}\u00a0%`;

function updateClaimRow(row: HTMLTableRowElement, { claim, at, paper, run, round, remaining, outcome, reason }: ClaimResult): void {
  const [sentence, judged, place, theirs, ours] = [...row.children] as Element[] as [Element, Element, Element, Element, Element];
  setText(sentence.children[0] as Element, unbroken(claim));
  setText(place, at === null ? '' : percent(at));
  setText(theirs, unbroken(paper));
  setText(ours.children[0] as Element, run === '-' ? '–' : unbroken(run));
  setText(
    ours.children[1] as Element,
    round === null || remaining === null ? '' : t('round {0}, {1} remaining', round, percent(remaining)),
  );
  setAttribute(judged, 'data-outcome', outcome);
  setAttribute(judged.querySelector('strong > span') as Element, 'class', `codicon codicon-${icons[outcome]}`);
  setText(judged.querySelector('strong > span:last-child') as Element, outcomeWords(outcome));
  setText(judged.querySelector('small') as Element, unbroken(reason));
}

/** The paper's claims about this network, held against the run. */
export function claimsTab(): View {
  const body = element('tbody');
  const setup = element('p');
  const empty = element(
    'p',
    { class: 'empty-note' },
    t(
      'The paper makes no claims about this network and data set. Configs that extend a preset such as paper/lenet-300-100 are held against them.',
    ),
  );
  const caption = element('caption', { class: 'visually-hidden' }, t('Claims of the paper and what this run says of them'));
  const table = element('table', { class: 'claims stacks' }, caption, head(), body);
  const box = element('div', { class: 'scroll-box', role: 'region', 'aria-label': t('Table of claims'), tabindex: 0 }, table);
  const full = element('div', {}, setup, box, element('p', { class: 'dim claims-rule' }, unbroken(claimRule())));
  return {
    element: element('div', {}, empty, full),
    update({ snapshot: { document } }) {
      const claims = document?.claims ?? null;
      empty.hidden = claims !== null && claims.setup !== null;
      full.hidden = !empty.hidden;
      if (!claims || full.hidden) return;
      setText(setup, unbroken(setupWords(claims)));
      const keys = new Map(claims.results.map((result, index) => [result, `${result.id}-${index}`]));
      keyed(body, claims.results, (result) => keys.get(result) ?? result.id, claimRow, updateClaimRow);
    },
  };
}

function setupWords({ setup, departures }: ClaimsReport): string {
  if (departures.length === 0) return t("{0}, in the paper's own set-up.", setup ?? '');
  return t('{0}, but with {1}.', setup ?? '', departures.join(', '));
}

/** Words of the columns after the claim itself. */
const columns = (): readonly string[] => [t('Outcome'), t('At'), t('The paper'), t('This run')];

function head(): HTMLElement {
  const cells = [t('Claim'), ...columns()].map((text, index) => element('th', { scope: 'col', class: index === 2 ? 'number' : '' }, text));
  return element('thead', {}, element('tr', {}, ...cells));
}
