import type { SweepPoint, SweepRow } from '../../src/shared/sweep-row.ts';
import { lastPoint, winningPoint } from '../../src/shared/sweep-row.ts';
import { element } from '../dom/element.ts';
import { tableHead } from '../dom/table-head.ts';
import { formatAccuracy, formatCount, formatRemaining } from '../format.ts';
import { swatch } from '../overview/series-swatch.ts';
import type { Panel, View } from '../panel.ts';
import { lookOf } from './sweep-lines.ts';

const none = '–';

const accuracy = (point: SweepPoint | undefined): string =>
  point === undefined || point.testAccuracy === null ? none : `${formatAccuracy(point.testAccuracy)} %`;
const stop = (point: SweepPoint | undefined): string =>
  point === undefined || point.earlyStopIteration === null ? none : formatCount(point.earlyStopIteration);
const share = (point: SweepPoint | undefined): string => (point ? `${formatRemaining(point.remaining)} %` : none);

function row(sweepRow: SweepRow, index: number, own: string): HTMLTableRowElement {
  const { experiment, values, rounds, finishedTrainings, plannedTrainings } = sweepRow;
  const last = lastPoint(sweepRow);
  const cells = [
    accuracy(rounds[0]),
    stop(rounds[0]),
    share(last),
    accuracy(last),
    stop(last),
    share(winningPoint(sweepRow)),
    `${finishedTrainings} of ${plannedTrainings}`,
  ];
  const name = element('th', { scope: 'row', title: experiment }, swatch(lookOf(index)), ` ${values}`);
  return element(
    'tr',
    { class: experiment === own ? 'inspected' : '' },
    name,
    ...cells.map((text) => element('td', { class: 'number' }, text)),
  );
}

/** The chart's twin; its first column is the legend. */
export function sweepTable(panel: Panel): View {
  const body = element('tbody');
  const head = tableHead('Experiment', 'Dense', 'stop', 'Last ticket', 'accuracy', 'stop', 'Winning ticket', 'Trainings');
  const caption = element('caption', { class: 'visually-hidden' }, 'The experiments of the sweep, means over their trials');
  const table = element('table', { class: 'rounds sweep' }, caption, head, body);
  return {
    element: element('div', { class: 'scroll-box', role: 'region', 'aria-label': 'Table of the sweep', tabindex: 0 }, table),
    update({ snapshot: { sweep = [] } }) {
      body.replaceChildren(...sweep.map((one, index) => row(one, index, panel.state.experiment)));
    },
  };
}
