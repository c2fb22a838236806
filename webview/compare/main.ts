/** The page that compares experiments and tickets. */
import type { CompareSnapshot } from '../../src/shared/channel/compare-protocol.ts';
import { experimentFigures, trainingsFigure } from '../../src/shared/figures/many-figures.ts';
import { t } from '../../src/shared/text/language.ts';
import { ownWords } from '../../src/shared/text/own-words.ts';
import { ChartLink } from '../charts/chart-link.ts';
import { FigureChart } from '../charts/figure-chart.ts';
import { colorSheet } from '../charts/panel-colors.ts';
import { onThemeChange } from '../charts/theme.ts';
import { element, setText } from '../dom/element.ts';
import { adoptLanguage } from '../language.ts';
import { connectHost } from './host.ts';
import { itemsTable, settingsTable } from './items-table.ts';
import { maskSection } from './mask-section.ts';

/** The policy of the page forbids inline styles, but not style sheets that a script makes. */
function adoptColors(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(colorSheet());
  document.adoptedStyleSheets.push(sheet);
}

function figures(host: ReturnType<typeof connectHost>) {
  const link = new ChartLink();
  const boxes = [
    new FigureChart(host, { what: t('accuracy'), link }),
    new FigureChart(host, { what: t('early stop'), link }),
    new FigureChart(host, { what: t('accuracy while training') }),
  ];
  const section = element(
    'section',
    { class: 'compare-section' },
    element('h2', {}, t('Results')),
    element('div', { class: 'charts' }, ...boxes.map((box) => box.element)),
  );
  return {
    element: section,
    /** Experiments over each other; of tickets of one experiment these would be one line, so only their curves. */
    update({ items }: CompareSnapshot) {
      const experiments = new Set(items.map(({ ref }) => JSON.stringify([ref.storeFolder, ref.experiment])));
      const over = (index: number) => () => (experiments.size > 1 ? (experimentFigures(items)[index] ?? null) : null);
      const curves = () => trainingsFigure(items.map(({ label, ticket }) => ({ label, training: ticket?.training ?? null })));
      [over(0), over(1), curves].forEach((make, index) => boxes[index]?.draw(make));
    },
  };
}

function start(): void {
  adoptLanguage();
  adoptColors();
  const host = connectHost();
  const problems = element('p', { class: 'dim', role: 'status' }, t('Reading...'));
  const [items, settings] = [element('div'), element('div')];
  const [drawn, masks] = [figures(host), maskSection(host)];
  const main = document.querySelector('main') ?? document.body.appendChild(element('main'));
  main.replaceChildren(
    element('h1', {}, t({ message: 'Compare', comment: 'title of the page' })),
    problems,
    items,
    element('section', { class: 'compare-section' }, element('h2', {}, t('Differing settings')), settings),
    drawn.element,
    masks.element,
  );
  let last: CompareSnapshot | null = null;
  const draw = (snapshot: CompareSnapshot): void => {
    last = snapshot;
    setText(problems, snapshot.problems.join(' '));
    items.replaceChildren(itemsTable(host, snapshot));
    settings.replaceChildren(settingsTable(snapshot));
    drawn.update(snapshot);
    masks.update(snapshot);
  };
  host.onSnapshot(draw);
  onThemeChange(() => last && draw(last));
  host.ready().then(draw, (error: unknown) => setText(problems, ownWords(error)));
}

start();
