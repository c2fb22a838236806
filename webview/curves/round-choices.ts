import { roundLook } from '../../src/shared/figures/curve-figure.ts';
import type { RoundSummary } from '../../src/shared/results/experiment.ts';
import { swatch } from '../charts/swatch.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import type { Panel, View } from '../model/panel.ts';
import { roundLabel, roundsShown } from './round-curves.ts';

const shownIn = ({ snapshot, state }: Panel): readonly number[] => roundsShown(snapshot.document, state.chosenRounds);

/** A checkbox a round, with the look of its curve. */
export function roundChoices(panel: Panel): View {
  const list = element('div', { class: 'choices' });
  const field = element('fieldset', {}, element('legend', {}, 'Rounds, by weights remaining'), list);
  return {
    element: field,
    update(now) {
      const shown = shownIn(now);
      const rounds = (now.snapshot.document?.rounds ?? []).map((round, index) => ({ ...round, index }));
      keyed(
        list,
        rounds,
        ({ round }) => String(round),
        (round) => choice(panel, round),
        (node, round) => updateChoice(node, round, shown.includes(round.round)),
      );
    },
  };
}

function choice(panel: Panel, { round, index }: RoundSummary & { readonly index: number }): HTMLElement {
  const toggle = (): void => {
    const shown = shownIn(panel);
    panel.change({ chosenRounds: shown.includes(round) ? shown.filter((other) => other !== round) : [...shown, round] });
  };
  const box = element('input', { type: 'checkbox', onchange: toggle });
  return element('label', { class: 'choice' }, box, swatch({ ...roundLook(index), marker: null }), element('span'));
}

function updateChoice(node: HTMLElement, { round, remaining }: RoundSummary, shown: boolean): void {
  (node.querySelector('input') as HTMLInputElement).checked = shown;
  setText(node.lastElementChild as Element, roundLabel(round, remaining));
}
