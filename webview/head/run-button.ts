import { sweepState } from '../../src/shared/results/sweep-row.ts';
import type { ExperimentState } from '../../src/shared/results/experiment.ts';
import { button } from '../dom/button.ts';
import { setAttribute, setText } from '../dom/element.ts';
import type { Panel, PanelCommand, View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

interface Action {
  readonly command: PanelCommand;
  readonly label: () => string;
  readonly icon: string;
}

const run: Action = { command: 'run', label: () => t('Run'), icon: 'play' };
const resume: Action = { command: 'run', label: () => t('Resume'), icon: 'debug-continue' };
const cancel: Action = { command: 'cancel', label: () => t('Cancel'), icon: 'debug-stop' };

/** Of the experiment, or of the sweep as a whole; null before there is anything. */
function stateOf({ snapshot: { document, sweep = [] }, state: { isSweep } }: Panel): ExperimentState | null {
  if (isSweep) return sweep.length === 0 ? null : sweepState(sweep.map(({ state }) => state));
  return document?.state ?? null;
}

function actionFor(panel: Panel): Action {
  const { progress, running } = panel.snapshot;
  const state = stateOf(panel);
  if (progress || running || state === 'running') return cancel;
  return state !== null && state !== 'finished' ? resume : run;
}

/** One button in one place: Run, Resume or Cancel, whatever the state asks for. */
export function runButton(panel: Panel): View & { readonly element: HTMLButtonElement } {
  let action = run;
  const node = button(run.icon, run.label(), () => panel.command(action.command), 'primary');
  return {
    element: node,
    update(now) {
      action = actionFor(now);
      const label = action.label();
      node.disabled = now.starting || (action !== cancel && !now.snapshot.canRun);
      setAttribute(node, 'title', node.disabled && !now.starting ? t('Running needs a trusted workspace and a config file') : label);
      setAttribute(node, 'aria-label', label);
      setAttribute(node.children[0] as Element, 'class', `codicon codicon-${action.icon}`);
      setText(node.children[1] as Element, label);
    },
  };
}
