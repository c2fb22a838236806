import { datasetWords, methodWords, networkWords } from '../../src/shared/config/facts/config-words.ts';
import { parseMemberName } from '../../src/shared/config/sweep/sweep-name.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { button } from '../dom/button.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import type { Panel, View } from '../model/panel.ts';
import { runButton } from './run-button.ts';
import { t } from '../../src/shared/text/language.ts';
import { plural } from '../../src/shared/text/plural.ts';

/** Which experiment this is, and what can be done with it. */
export function header(panel: Panel): View {
  const title = element('h1');
  const pills = element('div', { class: 'pills' });
  const exporting = button('table', t('Export CSV'), () => panel.command('exportCsv'));
  const report = button('export', t('Report'), () => panel.command('exportReport'));
  const run = runButton(panel);
  const sweep = button('list-tree', t('Sweep'), () => panel.showSweep());
  const actions = element(
    'div',
    { class: 'actions' },
    sweep,
    button('json', t('Config'), () => panel.command('openConfig')),
    exporting,
    report,
    run.element,
  );
  return {
    element: element('header', { class: 'header' }, title, pills, actions),
    update(now) {
      const { document } = now.snapshot;
      setText(title, document?.experiment ?? now.state.experiment);
      keyed(
        pills,
        document ? pillWords(document) : [],
        (words) => words,
        () => element('span', { class: 'pill' }),
        setText,
      );
      exporting.disabled = report.disabled = !document || document.rounds.length + document.failedTrainings.length === 0;
      sweep.hidden = parseMemberName(now.state.experiment) === null;
      run.update(now);
    },
  };
}

/** A graphics card has a pill of its own: its name and driver are long. */
function engineWords({ name, backend, device }: ExperimentDocument['engine']): string[] {
  if (name === 'wasm') return [t('embedded engine')];
  return [`TensorFlow.js (${backend ?? t('unknown backend')})`, ...(device === undefined ? [] : [device])];
}

function pillWords({ config, engine, trials }: ExperimentDocument): string[] {
  return [
    `${networkWords(config)} · ${datasetWords(config)}`,
    ...methodWords(config),
    plural(trials, { one: '1 trial', other: '{0} trials' }),
    ...engineWords(engine),
  ];
}
