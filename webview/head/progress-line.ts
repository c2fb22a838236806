import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { activeWords, percentWords, type RunProgress, timeLeftWords, trainingsWords } from '../../src/shared/results/progress.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import type { View } from '../model/panel.ts';

/** One thin bar and one line of words; the same height whether something runs or not. */
export function progressLine(): View {
  const bar = element('div', { class: 'progress-bar' });
  const track = element('div', { class: 'progress', role: 'progressbar', 'aria-label': 'Progress of the run' }, bar);
  const words = element('span', { class: 'progress-words' });
  const left = element('span', { class: 'progress-left' });
  return {
    element: element('div', { class: 'progress-line' }, track, element('div', { class: 'progress-text' }, words, left)),
    update({ snapshot: { document, progress } }) {
      const fraction = progress?.fraction ?? share(document);
      bar.style.width = `${fraction * 100}%`;
      setAttribute(track, 'aria-valuenow', String(Math.floor(fraction * 100)));
      track.classList.toggle('still', !progress);
      const active = progress?.active.map(activeWords) ?? [];
      setText(words, progress ? (active[0] ?? trainingsWords(progress)) : stateWords(document));
      setAttribute(words, 'title', active.length > 1 ? active.join('\n') : null);
      setText(left, progress ? leftWords(progress) : '');
    },
  };
}

const share = (document: ExperimentDocument | null): number =>
  document && document.plannedTrainings > 0 ? Math.min(1, document.trainings.length / document.plannedTrainings) : 0;

const leftWords = (progress: RunProgress): string =>
  [percentWords(progress), timeLeftWords(progress)].filter((words) => words !== null).join(' · ');

function stateWords(document: ExperimentDocument | null): string {
  if (!document) return 'Not run yet';
  const done = `${document.trainings.length} of ${document.plannedTrainings} trainings`;
  if (document.state === 'finished') return `Finished: ${done}`;
  if (document.state === 'running') return `Running: ${done}`;
  const how = { interrupted: 'Interrupted', cancelled: 'Cancelled', failed: 'Failed' }[document.state];
  return `${how} after ${done}; all of them are kept`;
}
