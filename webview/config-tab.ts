import { button } from './dom/button.ts';
import { element, setText } from './dom/element.ts';
import type { Panel, View } from './model/panel.ts';
import { t } from '../src/shared/text/language.ts';

/** The config as it was run: with what it extends and every default filled in. */
export function configTab(panel: Panel): View {
  const code = element('pre', { tabindex: 0, 'aria-label': t('Config as it was run') });
  const path = element('span', { class: 'dim path' });
  const done = element('span', { class: 'dim', role: 'status' });
  const copy = button('copy', t('Copy'), () => void copyText(code.textContent, done));
  const open = button('go-to-file', t('Open Config'), () => panel.command('openConfig'));
  return {
    element: element('div', {}, element('div', { class: 'config-head' }, path, done, copy, open), code),
    update({ snapshot: { document } }) {
      setText(path, document?.configPath ?? '');
      setText(code, document ? JSON.stringify(document.config, null, 2) : t('Shown after the first run.'));
      copy.disabled = !document;
    },
  };
}

async function copyText(text: string, done: Element): Promise<void> {
  const answer = await navigator.clipboard.writeText(text).then(
    () => t('Copied'),
    () => t('Could not copy'),
  );
  setText(done, answer);
  setTimeout(() => setText(done, ''), 2000);
}
