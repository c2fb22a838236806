import type { ClaimsReport } from '../../src/shared/results/claims.ts';
import { claimRule } from '../../src/shared/results/claims.ts';
import { element } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { setText } from '../dom/text.ts';
import type { View } from '../panel.ts';
import { claimRow, updateClaimRow } from './claim-row.ts';

/** The paper's claims about this network, held against the run. */
export function claimsTab(): View {
  const body = element('tbody');
  const setup = element('p');
  const empty = element(
    'p',
    { class: 'empty-note' },
    'The paper makes no claims about this network and data set. Configs that extend a preset such as paper/lenet-300-100 are held against them.',
  );
  const caption = element('caption', { class: 'visually-hidden' }, 'Claims of the paper and what this run says of them');
  const table = element('table', { class: 'claims' }, caption, head(), body);
  const box = element('div', { class: 'scroll-box', role: 'region', 'aria-label': 'Table of claims', tabindex: 0 }, table);
  const full = element('div', {}, setup, box, element('p', { class: 'dim claims-rule' }, claimRule));
  return {
    element: element('div', {}, empty, full),
    update({ snapshot: { document } }) {
      const claims = document?.claims ?? null;
      empty.hidden = claims !== null && claims.setup !== null;
      full.hidden = !empty.hidden;
      if (!claims || full.hidden) return;
      setText(setup, setupWords(claims));
      const keys = new Map(claims.results.map((result, index) => [result, `${result.id}-${index}`]));
      keyed(body, claims.results, (result) => keys.get(result) ?? result.id, claimRow, updateClaimRow);
    },
  };
}

function setupWords({ setup, departures }: ClaimsReport): string {
  const own = departures.length === 0 ? "in the paper's own set-up" : `but with ${departures.join(', ')}`;
  return `${setup}, ${own}.`;
}

function head(): HTMLElement {
  const cell = (text: string, kind = ''): HTMLElement => element('th', { scope: 'col', class: kind }, text);
  return element('thead', {}, element('tr', {}, cell('Claim'), cell('Outcome'), cell('At', 'number'), cell('The paper'), cell('This run')));
}
