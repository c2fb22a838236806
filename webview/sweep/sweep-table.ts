import { memberLook } from '../../src/shared/figures/sweep-figure.ts';
import {
  bestMember,
  lastPoint,
  memberTrainings,
  pointStop,
  settingColumns,
  type SweepPoint,
  type SweepRow,
} from '../../src/shared/results/sweep-row.ts';
import { winnerWords } from '../../src/shared/results/sweep-words.ts';
import { missingWords } from '../../src/shared/results/series-words.ts';
import { element } from '../dom/element.ts';
import { formatAccuracy, formatRemaining } from '../format.ts';
import { swatch } from '../charts/swatch.ts';
import type { Panel, View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

const none = '–';

const accuracy = (point: SweepPoint | undefined): string =>
  point === undefined || point.testAccuracy === null ? none : `${formatAccuracy(point.testAccuracy)} % ${missingWords(point)}`.trim();
const stop = (point: SweepPoint | undefined): string => pointStop(point) ?? none;
const share = (point: SweepPoint | undefined): string => (point ? `${formatRemaining(point.remaining)} %` : none);

interface RowLook {
  readonly best: boolean;
  /** The values of its settings, one a column. */
  readonly settings: readonly string[];
}

/** A sample of the chart's line, and the way to the member's own panel. @param words Its first setting; a screen reader says all of them. */
function memberHead({ experiment, values }: SweepRow, index: number, words: string): HTMLTableCellElement {
  const attributes = { type: 'button', class: 'row-button', title: t('Show the experiment {0}', experiment), 'aria-label': values };
  return element('th', { scope: 'row' }, swatch(memberLook(index)), ' ', element('button', attributes, words));
}

function row(panel: Panel, sweepRow: SweepRow, index: number, { best, settings }: RowLook): HTMLTableRowElement {
  const { experiment, rounds } = sweepRow;
  const [first = '', ...others] = settings;
  const last = lastPoint(sweepRow);
  const cells = [
    accuracy(rounds[0]),
    stop(rounds[0]),
    share(last),
    accuracy(last),
    stop(last),
    winnerWords(sweepRow, best),
    memberTrainings(sweepRow),
  ];
  const own = experiment === panel.state.experiment;
  return element(
    'tr',
    { class: `${own ? 'inspected' : ''} ${best ? 'winning' : ''}`.trim(), onclick: () => panel.showMember(experiment) },
    memberHead(sweepRow, index, first),
    ...others.map((text) => element('td', {}, text)),
    ...cells.map((text) => element('td', { class: 'number' }, text)),
  );
}

const numberHeads = (): readonly string[] => [
  ...[t('Dense'), t('stop'), t('Last ticket'), t('accuracy'), t('stop'), t('Winning ticket'), t('Trainings')],
];

const headCells = (settings: readonly string[]): HTMLElement[] => [
  ...settings.map((text) => element('th', { scope: 'col' }, text)),
  ...numberHeads().map((text) => element('th', { scope: 'col', class: 'number' }, text)),
];

/** The chart's twin; its first column is the legend. */
export function sweepTable(panel: Panel): View {
  const body = element('tbody');
  let drawn = '';
  const head = element('tr');
  const caption = element('caption', { class: 'visually-hidden' }, t('The experiments of the sweep, means over their trials'));
  const table = element('table', { class: 'rounds sweep' }, caption, element('thead', {}, head), body);
  return {
    element: element('div', { class: 'scroll-box', role: 'region', 'aria-label': t('Table of the sweep'), tabindex: 0 }, table),
    update({ snapshot: { sweep = [] } }) {
      const best = bestMember(sweep);
      const now = JSON.stringify([sweep, panel.state.experiment]);
      // A row that is drawn anew loses the focus.
      if (now === drawn) return;
      drawn = now;
      const { heads, cellsOf } = settingColumns(sweep);
      head.replaceChildren(...headCells(heads));
      body.replaceChildren(...sweep.map((one, index) => row(panel, one, index, { best: one === best, settings: cellsOf(one) })));
    },
  };
}
