import { roundCount } from '../../src/shared/config/facts/planned-trainings.ts';
import { curveKey, roundLook } from '../../src/shared/figures/curve-figure.ts';
import type { RoundSummary } from '../../src/shared/results/experiment.ts';
import { swatch } from '../charts/swatch.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import type { Panel, View } from '../model/panel.ts';
import { noRound, roundLabel, roundsShown } from './round-curves.ts';
import { t } from '../../src/shared/text/language.ts';

const shownIn = ({ snapshot, state }: Panel): readonly number[] => roundsShown(snapshot.document, state.chosenRounds);

const choose = (panel: Panel, rounds: readonly number[]): void => panel.change({ chosenRounds: rounds.length > 0 ? rounds : [noRound] });

/** All rounds, or none. */
function allOrNone(panel: Panel): HTMLElement {
  const small = (label: string, press: () => void): HTMLElement =>
    element('button', { type: 'button', class: 'button secondary small', onclick: press }, label);
  const all = (): void => choose(panel, panel.snapshot.document?.rounds.map(({ round }) => round) ?? []);
  return element(
    'span',
    { class: 'all-or-none' },
    small(t('All'), all),
    small(t({ message: 'None', comment: 'of many' }), () => choose(panel, [])),
  );
}

/** A checkbox a round, with the look of its curve. */
export function roundChoices(panel: Panel): View {
  const list = element('div', { class: 'choices' });
  const legend = element('legend', {}, t('Rounds, by weights remaining'));
  const field = element('fieldset', {}, legend, allOrNone(panel), list);
  return {
    element: field,
    update(now) {
      const shown = shownIn(now);
      const { document } = now.snapshot;
      const count = document ? roundCount(document.config.pruning) : 0;
      keyed(
        list,
        document?.rounds ?? [],
        ({ round }) => String(round),
        (round) => choice(panel, round, count),
        (node, round) => updateChoice(node, round, shown.includes(round.round)),
      );
    },
  };
}

function choice(panel: Panel, { round }: RoundSummary, count: number): HTMLElement {
  const toggle = (): void => {
    const shown = shownIn(panel);
    choose(panel, shown.includes(round) ? shown.filter((other) => other !== round) : [...shown, round]);
  };
  const box = element('input', { type: 'checkbox', onchange: toggle });
  const label = element('label', { class: 'choice' }, box, swatch({ ...roundLook(round, count), marker: null }), element('span'));
  // Its band is the one that is drawn where only one is.
  label.addEventListener(
    'pointerenter',
    () => panel.state.curves?.spreads === 'one' && panel.change({ spreadOf: curveKey(round, 'ticket') }),
  );
  return label;
}

function updateChoice(node: HTMLElement, { round, remaining }: RoundSummary, shown: boolean): void {
  (node.querySelector('input') as HTMLInputElement).checked = shown;
  setText(node.lastElementChild as Element, roundLabel(round, remaining));
}
