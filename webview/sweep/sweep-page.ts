import { sweepFigure } from '../../src/shared/figures/sweep-figure.ts';
import { bestMember, type SweepRow, sweepState, winningPoint } from '../../src/shared/results/sweep-row.ts';
import { axisMenu, withChosenEnds } from '../charts/axis-menu.ts';
import { FigureChart, type Picked } from '../charts/figure-chart.ts';
import { button } from '../dom/button.ts';
import { element, icon, setAttribute, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { formatRemaining } from '../format.ts';
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

/** The smallest winning ticket of all members, or that there is none. */
function bestWords(rows: readonly SweepRow[]): {
  readonly kind: string;
  readonly sign: string;
  readonly title: string;
  readonly text: string;
} {
  const best = bestMember(rows);
  const point = best && winningPoint(best);
  if (best && point) {
    const title = t('The smallest winning ticket has {0} of the weights.', `${formatRemaining(point.remaining)}\u00a0%`);
    return { kind: 'winning', sign: 'verified-filled', title, text: t('It is that of {0}.', best.values) };
  }
  const over = sweepState(rows.map(({ state }) => state)) === 'finished';
  return over
    ? {
        kind: 'none',
        sign: 'circle-slash',
        title: t('No member has a winning ticket.'),
        text: t('The verdict of each stands on its own page.'),
      }
    : { kind: 'pending', sign: 'watch', title: t('No winning ticket yet.'), text: '' };
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

/** The members of a sweep side by side: their tickets' accuracies in one chart, and the numbers. */
export function sweepPage(panel: Panel): View {
  const what = t('the sweep');
  const pick = ({ key }: Picked): void => (key === null ? undefined : panel.showMember(key));
  const chart = new FigureChart(panel, { what, pick, menu: axisMenu(panel, 'sweep', what) });
  const [best, table] = [bestBox(), sweepTable(panel)];
  const none = element('p', { class: 'empty-note' }, t('None of its experiments has been run yet.'));
  const full = element('div', { class: 'sweep-page' }, chart.element, table.element);
  return {
    element: element('div', {}, best.element, none, full),
    update(now) {
      const { sweep = [] } = now.snapshot;
      best.update(now);
      best.element.hidden = sweep.length === 0 && now.problem === null;
      none.hidden = sweep.length > 0;
      full.hidden = sweep.length === 0;
      if (full.hidden) return;
      chart.draw(withChosenEnds(panel, sweepFigure(sweep)));
      table.update(now);
    },
  };
}
