import { noticesOf } from '../../src/shared/results/notices.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import type { View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

/** What is damaged or has failed, a line each, under the verdict; hidden where all is well. Screen readers are told of each new line. */
export function notices(): View {
  const list = element('ul', { class: 'notices', 'aria-label': t('Notices'), 'aria-live': 'polite' });
  return {
    element: list,
    update({ snapshot: { document } }) {
      const all = document ? noticesOf(document) : [];
      list.hidden = all.length === 0;
      keyed(
        list,
        all,
        ({ text }) => text,
        ({ kind }) => element('li', { class: kind }),
        (node, { text }) => setText(node, text),
      );
    },
  };
}
