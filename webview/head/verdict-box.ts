import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import type { HeadlineKind } from '../../src/shared/results/verdict.ts';
import { button } from '../dom/button.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import type { Panel, View } from '../model/panel.ts';

interface Words {
  readonly kind: HeadlineKind | 'failed' | 'empty';
  readonly title: string;
  readonly text: string;
}

const icons: Readonly<Record<Words['kind'], string>> = {
  winning: 'verified-filled',
  none: 'circle-slash',
  'cannot-tell': 'question',
  pending: 'watch',
  failed: 'error',
  empty: 'info',
};

/** The answer, first and in a sentence; or why there is none. */
export function verdictBox(panel: Panel): View {
  const icon = element('span', { 'aria-hidden': 'true' });
  const title = element('strong');
  const text = element('span');
  const log = button('output', 'Show Log', () => panel.command('showLog'));
  const box = element('section', { 'aria-label': 'Verdict' }, icon, element('p', {}, title, ' ', text), log);
  return {
    element: box,
    update({ snapshot, problem }) {
      const words = problem
        ? { kind: 'failed' as const, title: 'The panel could not be filled.', text: problem }
        : wordsFor(snapshot.document);
      setAttribute(box, 'class', `verdict ${words.kind}`);
      setAttribute(icon, 'class', `codicon codicon-${icons[words.kind]}`);
      setText(title, unbroken(words.title));
      setText(text, unbroken(words.text));
      log.hidden = words.kind !== 'failed';
    },
  };
}

/** Numbers stay with their percent signs. */
const unbroken = (text: string): string => text.replaceAll(' %', '\u00a0%');

function wordsFor(document: ExperimentDocument | null): Words {
  if (!document)
    return {
      kind: 'empty',
      title: 'No rounds yet.',
      text: 'Run the experiment to train the dense network and look for its winning ticket.',
    };
  if (document.state === 'failed') return { kind: 'failed', title: failedTitle(document), text: document.failure ?? 'The log says why.' };
  return document.headline;
}

function failedTitle({ rounds }: ExperimentDocument): string {
  const last = rounds.at(-1);
  return last ? `The run failed at round ${last.round}.` : 'The run failed.';
}
