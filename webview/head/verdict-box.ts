import type { PanelSnapshot } from '../../src/shared/channel/webview-protocol.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import type { HeadlineKind, VerdictData, WouldTell } from '../../src/shared/results/verdict/verdict.ts';
import { runWithLabel } from '../../src/shared/results/verdict/would-tell.ts';
import { button } from '../dom/button.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { unbroken } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { verdictFacts } from './verdict-facts.ts';
import { t } from '../../src/shared/text/language.ts';
import { spoken } from '../../src/shared/text/told.ts';
import { headlineWords } from '../../src/shared/results/verdict/verdict-words.ts';

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
  imported: 'desktop-download',
  failed: 'error',
  empty: 'info',
};

/** The answer, first and in a sentence; or why there is none. */
export function verdictBox(panel: Panel): View {
  const icon = element('span', { 'aria-hidden': 'true' });
  const title = element('strong');
  const text = element('span');
  const changes = element('span', { class: 'verdict-actions' });
  const log = button('output', t('Show Log'), () => panel.command('showLog'));
  const facts = verdictFacts();
  const box = element('section', { 'aria-label': t('Verdict') }, icon, element('p', {}, title, ' ', text), log, facts.element, changes);
  return {
    element: box,
    update({ snapshot, problem, state }) {
      const words = problem ? { kind: 'failed' as const, title: t('The panel could not be filled.'), text: problem } : wordsFor(snapshot);
      const verdict = problem ? null : verdictOf(snapshot.document);
      setAttribute(box, 'class', `verdict ${words.kind}${state.tab === 'overview' ? '' : ' collapsed'}`);
      setAttribute(icon, 'class', `codicon codicon-${iconOf(words.kind, verdict)}`);
      setText(title, unbroken(words.title));
      facts.draw(verdict, words.text);
      // With the facts below it, the title stands alone.
      setText(text, facts.element.hidden ? unbroken(words.text) : '');
      log.hidden = words.kind !== 'failed';
      keyed(
        changes,
        problem ? [] : changesOf(snapshot),
        runWithLabel,
        (change) => button('debug-rerun', runWithLabel(change), () => panel.runWith(change)),
        () => undefined,
      );
    },
  };
}

/** Of the round that the headline speaks about. */
const verdictOf = (document: ExperimentDocument | null): VerdictData | null =>
  (document?.state === 'failed' ? null : document?.rounds.find(({ round }) => round === document.headline.about)?.verdict) ?? null;

/** Half a star where controls are not beaten, or not finished. */
function iconOf(kind: Words['kind'], verdict: VerdictData | null): string {
  const controls = verdict?.facts.controls ?? [];
  return kind === 'winning' && controls.some(({ beaten }) => beaten !== true) ? 'star-half' : icons[kind];
}

/** What the headline says would tell, where it can be run now. */
function changesOf({ document, progress, canRun }: PanelSnapshot): readonly WouldTell[] {
  return document && canRun && !progress && document.state !== 'running' ? document.headline.wouldTell : [];
}

function wordsFor({ document, running }: PanelSnapshot): Words {
  if (!document && running) return { kind: 'pending', title: t('The run begins.'), text: t('The dense network is trained first.') };
  if (!document)
    return {
      kind: 'empty',
      title: t('No rounds yet.'),
      text: t('Run the experiment to train the dense network and look for its winning ticket.'),
    };
  if (document.state === 'failed') return { kind: 'failed', title: failedTitle(document), text: failureText(document) };
  return { kind: document.headline.kind, ...headlineWords(document.headline, document.rounds) };
}

const failureText = ({ failure, tellings }: ExperimentDocument): string =>
  failure === null ? t('The log says why.') : spoken(failure, tellings);

function failedTitle({ rounds }: ExperimentDocument): string {
  const last = rounds.at(-1);
  return last ? t('The run failed at round {0}.', last.round) : t('The run failed.');
}
