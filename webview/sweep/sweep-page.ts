import { sweepFigure, sweepStopFigure } from '../../src/shared/figures/sweep-figure.ts';
import type { SweepRow } from '../../src/shared/results/sweep-row.ts';
import { sweepOutcome, sweepOutcomeWords } from '../../src/shared/results/sweep-words.ts';
import { axisMenu, withChosenEnds } from '../charts/axis-menu.ts';
import { ChartLink } from '../charts/chart-link.ts';
import { FigureChart, type Picked } from '../charts/figure-chart.ts';
import { button } from '../dom/button.ts';
import { element, icon, setAttribute, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { unbroken } from '../format.ts';
import { runButton } from '../head/run-button.ts';
import type { Panel, View } from '../model/panel.ts';
import { sweepTable } from './sweep-table.ts';
import { t } from '../../src/shared/text/language.ts';
import { plural } from '../../src/shared/text/plural.ts';

/** "3 experiments", "2 finished". */
function pillWords(rows: readonly SweepRow[]): string[] {
  const finished = rows.filter(({ state }) => state === 'finished').length;
  return [
    plural(rows.length, { one: '1 experiment', other: '{0} experiments' }),
    finished === rows.length ? t('all finished') : t('{0} finished', finished),
  ];
}

/** The sweep's name, and what can be done with all of it. */
export function sweepHeader(panel: Panel): View {
  const title = element('h1');
  const pills = element('div', { class: 'pills' });
  const run = runButton(panel);
  const actions = element(
    'div',
    { class: 'actions' },
    button('json', t('Config'), () => panel.command('openConfig')),
    run.element,
  );
  return {
    element: element('header', { class: 'header' }, title, pills, actions),
    update(now) {
      setText(title, now.state.experiment);
      keyed(
        pills,
        pillWords(now.snapshot.sweep ?? []),
        (words) => words,
        () => element('span', { class: 'pill' }),
        setText,
      );
      run.update(now);
    },
  };
}

const signs = { winning: 'verified-filled', none: 'circle-slash', 'cannot-tell': 'question', pending: 'watch' } as const;

/** The smallest winning ticket of all members, or why none is named. */
function bestWords(rows: readonly SweepRow[]) {
  const outcome = sweepOutcome(rows);
  const { kind } = outcome;
  const { title, text } = sweepOutcomeWords(outcome);
  return { kind, sign: signs[kind], title: unbroken(title), text };
}

function bestBox(): View {
  const sign = icon('watch');
  const title = element('strong');
  const text = element('span');
  const box = element('section', { 'aria-label': t('Verdict') }, sign, element('p', {}, title, ' ', text));
  return {
    element: box,
    update({ snapshot: { sweep = [] }, problem }) {
      const words = problem
        ? { kind: 'failed', sign: 'error', title: t('The page could not be filled.'), text: problem }
        : bestWords(sweep);
      setAttribute(box, 'class', `verdict ${words.kind}`);
      setAttribute(sign, 'class', `codicon codicon-${words.sign}`);
      setText(title, words.title);
      setText(text, words.text);
    },
  };
}

const figures = [
  { id: 'sweep', what: () => t('the sweep'), figure: sweepFigure },
  { id: 'sweep-early-stop', what: () => t('early stops of the sweep'), figure: sweepStopFigure },
] as const;

/** Accuracies and early stops of all members' tickets; a press on a line leads to the member. */
function sweepCharts(panel: Panel): View {
  const pick = ({ key }: Picked): void => (key === null ? undefined : panel.showMember(key));
  const link = new ChartLink();
  const charts = figures.map(({ id, what, figure }) => ({
    figure,
    chart: new FigureChart(panel, { what: what(), pick, link, menu: axisMenu(panel, id, what()) }),
  }));
  return {
    element: element('div', { class: 'charts' }, ...charts.map(({ chart }) => chart.element)),
    update({ snapshot: { sweep = [] } }) {
      for (const { chart, figure } of charts) chart.draw(() => withChosenEnds(panel, figure(sweep)));
    },
  };
}

/** The members of a sweep side by side: their tickets in two charts, and the numbers. */
export function sweepPage(panel: Panel): View {
  const [best, charts, table] = [bestBox(), sweepCharts(panel), sweepTable(panel)];
  const none = element('p', { class: 'empty-note' }, t('None of its experiments has been run yet.'));
  const full = element('div', { class: 'sweep-page' }, charts.element, table.element);
  return {
    element: element('div', {}, best.element, none, full),
    update(now) {
      const { sweep = [] } = now.snapshot;
      best.update(now);
      best.element.hidden = sweep.length === 0 && now.problem === null;
      none.hidden = sweep.length > 0;
      full.hidden = sweep.length === 0;
      if (full.hidden) return;
      charts.update(now);
      table.update(now);
    },
  };
}
