import type { ExperimentState } from '../../src/shared/results/experiment.ts';
import { activeWords, measuringWords, shareWords, trainingsOf, trainingsWords } from '../../src/shared/results/progress.ts';
import { type SweepRow, sweepState } from '../../src/shared/results/sweep-row.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import type { Panel, View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

/** One thin bar and one line of words; the same height whether something runs or not. */
export function progressLine(): View {
  const bar = element('div', { class: 'progress-bar' });
  const track = element('div', { class: 'progress', role: 'progressbar', 'aria-label': t('Progress of the run') }, bar);
  const words = element('span', { class: 'progress-words' });
  const left = element('span', { class: 'progress-left' });
  return {
    element: element('div', { class: 'progress-line' }, track, element('div', { class: 'progress-text' }, words, left)),
    update(panel) {
      const { progress } = panel.snapshot;
      const fraction = progress?.fraction ?? share(countsOf(panel));
      bar.style.width = `${fraction * 100}%`;
      setAttribute(track, 'aria-valuenow', String(Math.floor(fraction * 100)));
      track.classList.toggle('still', !progress);
      const active = progress?.active.map(activeWords) ?? [];
      setText(words, progress ? (active[0] ?? trainingsWords(progress)) : restWords(panel));
      setAttribute(words, 'title', active.length > 1 ? active.join('\n') : null);
      setText(left, progress ? shareWords(progress) : '');
    },
  };
}

interface Trainings {
  readonly done: number;
  readonly planned: number;
}

/** Of the experiment, or of all members of the sweep. */
function countsOf({ snapshot: { document, sweep = [] } }: Panel): Trainings {
  if (document) return { done: document.trainings.length, planned: document.plannedTrainings };
  const sum = (of: (row: SweepRow) => number): number => sweep.reduce((total, row) => total + of(row), 0);
  return { done: sum(({ finishedTrainings }) => finishedTrainings), planned: sum(({ plannedTrainings }) => plannedTrainings) };
}

const share = ({ done, planned }: Trainings): number => (planned > 0 ? Math.min(1, done / planned) : 0);

/** Words while there is no progress. */
function restWords(panel: Panel): string {
  const { document, sweep = [], running, measuring } = panel.snapshot;
  if (panel.starting) return t('Starting ...');
  if (running && measuring) return measuringWords(measuring);
  // The data are read.
  if (running) return t('Preparing the run ...');
  const state = document?.state ?? (sweep.length > 0 ? sweepState(sweep.map((row) => row.state)) : null);
  const { done, planned } = countsOf(panel);
  return state === null ? t('Not run yet') : stateWords(state, trainingsOf(done, planned));
}

function stateWords(state: ExperimentState, done: string): string {
  if (state === 'finished') return t('Finished: {0}', done);
  if (state === 'running') return t('Running: {0}', done);
  if (state === 'interrupted') return t('Interrupted after {0}; all of them are kept', done);
  return state === 'cancelled' ? t('Cancelled after {0}; all of them are kept', done) : t('Failed after {0}; all of them are kept', done);
}
