import { curveFigure, roundsToShow } from '../../shared/figures/curve-figure.ts';
import type { Figure } from '../../shared/figures/figure/figure.ts';
import { layerFigures } from '../../shared/figures/layer-figures.ts';
import { accuracyFigure, lastIterationFigure, stopFigure } from '../../shared/figures/round-figures.ts';
import { svgOf } from '../../shared/charts/svg.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import type { TicketAnalysis } from '../../shared/results/ticket/ticket-analysis.ts';
import { formatCount, formatRemaining, formatThreeDigits } from '../../shared/text/format.ts';
import { section, table, text } from './html.ts';

const drawn = (figure: Figure): string => `<figure>${svgOf(figure)}<figcaption>${text(figure.caption)}</figcaption></figure>`;
const all = (figures: readonly Figure[]): string =>
  `<div class="figures">${figures
    .filter(({ lines }) => lines.length > 0)
    .map(drawn)
    .join('\n')}</div>`;

export function figuresSection(document: ExperimentDocument): string {
  const figures = [
    accuracyFigure(document),
    stopFigure(document),
    curveFigure(document, roundsToShow(document)),
    lastIterationFigure(document),
  ];
  return section('Figures', all(figures));
}

/** The ticket of the headline, layer by layer. */
export function ticketSection({ ticket, layers }: TicketAnalysis): string {
  const rows = layers.map((layer) => [
    ...[layer.name, layer.shape.join('\u00a0×\u00a0'), formatCount(layer.total), formatCount(layer.remaining)],
    formatRemaining(layer.total === 0 ? 0 : layer.remaining / layer.total),
    layer.moved === null ? '-' : formatThreeDigits(layer.moved.mean),
    `${layer.unitsWithoutIncoming} of ${layer.incoming.length}`,
    `${layer.inputsWithoutOutgoing} of ${layer.outgoing.length}`,
  ]);
  const head = ['Layer', 'Shape', 'Weights', 'Remaining', 'Share', 'Moved (mean)', 'Units without incoming', 'Inputs without outgoing'];
  return section(`The ticket ${ticket}`, table(head, rows, [2, 3, 4, 5, 6, 7]), all(layers.flatMap(layerFigures)));
}
