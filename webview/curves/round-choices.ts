import type { RoundSummary } from '../../src/shared/results/experiment.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import type { Panel, View } from '../model/panel.ts';
import { color } from '../charts/theme.ts';
import { chosenRounds, roundLabel, roundLook } from './round-curves.ts';

/** A checkbox a round, with the look of its curve. */
export function roundChoices(panel: Panel): View {
  const list = element('div', { class: 'choices' });
  const field = element('fieldset', {}, element('legend', {}, 'Rounds, by weights remaining'), list);
  return {
    element: field,
    update(now) {
      const chosen = chosenRounds(now);
      const rounds = now.snapshot.document?.rounds ?? [];
      const update = (node: HTMLElement, { round, remaining }: RoundSummary): void => {
        (node.querySelector('input') as HTMLInputElement).checked = chosen.includes(round);
        drawSample(
          node.querySelector('line') as SVGElement,
          rounds.findIndex((other) => other.round === round),
        );
        setText(node.lastElementChild as Element, roundLabel(round, remaining));
      };
      keyed(
        list,
        rounds,
        ({ round }) => String(round),
        (round) => choice(panel, round),
        update,
      );
    },
  };
}

function choice(panel: Panel, { round }: RoundSummary): HTMLElement {
  const toggle = (): void => {
    const chosen = chosenRounds(panel);
    panel.change({ chosenRounds: chosen.includes(round) ? chosen.filter((other) => other !== round) : [...chosen, round] });
  };
  return element('label', { class: 'choice' }, element('input', { type: 'checkbox', onchange: toggle }), sample(), element('span'));
}

function sample(): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  for (const [name, value] of Object.entries({ width: 24, height: 8, viewBox: '0 0 24 8', 'aria-hidden': true }))
    svg.setAttribute(name, String(value));
  for (const [name, value] of Object.entries({ x1: 0, y1: 4, x2: 24, y2: 4, 'stroke-width': 2 })) line.setAttribute(name, String(value));
  svg.append(line);
  return svg;
}

function drawSample(line: SVGElement, index: number): void {
  const look = roundLook(index);
  line.setAttribute('stroke', color(look.color));
  line.setAttribute('stroke-dasharray', look.dash.join(' ') || 'none');
}
