import { curveFigure } from '../../src/shared/figures/curve-figure.ts';
import { ChartLink } from '../charts/chart-link.ts';
import { FigureChart } from '../charts/figure-chart.ts';
import { element, setText } from '../dom/element.ts';
import type { Panel, View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

const waiting = (): string => t('The table of rounds begins when a dense network has been trained.');
const begun = (): string => t('The curve of the dense network appears with its first evaluation.');
const growing = (): string => t('The dense network is being trained; the tickets follow when it is finished.');

/** The curves of the dense network while there is nothing else to see; hidden once a round has been trained. */
export function firstCurve(panel: Panel): View {
  const link = new ChartLink();
  const accuracy = new FigureChart(panel, { what: t('the dense network while training'), link });
  const loss = new FigureChart(panel, { what: t('validation loss of the dense network'), link });
  const words = element('p', { class: 'empty-note' });
  const box = element('div', {}, words, element('div', { class: 'charts' }, accuracy.element, loss.element));
  return {
    element: box,
    update({ snapshot: { document, underWay, running } }) {
      box.hidden = (document?.rounds.length ?? 0) > 0;
      if (box.hidden) return;
      const live = underWay?.live ?? [];
      accuracy.draw(() => document && curveFigure(document, [0], { live }));
      loss.draw(() => document && curveFigure(document, [0], { live, quantity: 'validationLoss' }));
      const state = live.some(({ evaluations }) => evaluations.length > 0) ? growing : running || live.length > 0 ? begun : waiting;
      setText(words, state());
    },
  };
}
