import type { RunProgress } from '../../src/shared/channel/runner-protocol.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import { formatTimeLeft } from '../format.ts';
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
      setText(words, progress ? (progress.active[0] ?? progress.message) : stateWords(document));
      setAttribute(words, 'title', progress && progress.active.length > 1 ? progress.active.join('\n') : null);
      setText(left, progress ? timeWords(progress) : '');
    },
  };
}

const share = (document: ExperimentDocument | null): number =>
  document && document.plannedTrainings > 0 ? Math.min(1, document.trainings.length / document.plannedTrainings) : 0;

function timeWords({ fraction, secondsLeft }: RunProgress): string {
  const percent = `${Math.floor(fraction * 100)} %`;
  return secondsLeft === null ? percent : `${percent} · ${formatTimeLeft(secondsLeft)}`;
}

function stateWords(document: ExperimentDocument | null): string {
  if (!document) return 'Not run yet';
  const done = `${document.trainings.length} of ${document.plannedTrainings} trainings`;
  if (document.state === 'finished') return `Finished: ${done}`;
  if (document.state === 'running') return `Running: ${done}`;
  const how = { interrupted: 'Interrupted', cancelled: 'Cancelled', failed: 'Failed' }[document.state];
  return `${how} after ${done}; all of them are kept`;
}
