import { setAttribute } from './dom/attribute.ts';
import { button } from './dom/button.ts';
import { setText } from './dom/text.ts';
import type { Panel, PanelCommand, View } from './panel.ts';

interface Action {
  readonly command: PanelCommand;
  readonly label: string;
  readonly icon: string;
}

const run: Action = { command: 'run', label: 'Run', icon: 'play' };
const resume: Action = { command: 'run', label: 'Resume', icon: 'debug-continue' };
const cancel: Action = { command: 'cancel', label: 'Cancel', icon: 'debug-stop' };

/** One button in one place: Run, Resume or Cancel, whatever the experiment's state asks for. */
export function runButton(panel: Panel): View & { readonly element: HTMLButtonElement } {
  let action = run;
  const node = button(run.icon, run.label, () => panel.command(action.command), 'primary');
  return {
    element: node,
    update(now) {
      action = actionFor(now);
      node.disabled = action !== cancel && !now.snapshot.canRun;
      setAttribute(node, 'title', node.disabled ? 'Running needs a trusted workspace and a config file' : action.label);
      setAttribute(node, 'aria-label', action.label);
      setAttribute(node.children[0] as Element, 'class', `codicon codicon-${action.icon}`);
      setText(node.children[1] as Element, action.label);
    },
  };
}

function actionFor({ snapshot: { document, progress } }: Panel): Action {
  if (progress || document?.state === 'running') return cancel;
  return document && document.state !== 'finished' ? resume : run;
}
