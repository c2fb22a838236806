import { element, setAttribute } from '../dom/element.ts';
import type { Panel, View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly view: View;
}

/** Tabs as ARIA asks for them; only the shown one is drawn. */
export function tabList(panel: Panel, tabs: readonly Tab[]): View {
  const buttons = tabs.map((tab) => tabButton(panel, tab));
  const pages = tabs.map((tab) => tabPage(tab));
  const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': t('Views of the experiment') }, ...buttons);
  list.addEventListener('keydown', (event) => moveFocus(event, buttons));
  return {
    element: element('div', { class: 'tab-area' }, list, ...pages),
    update(now) {
      const shown = Math.max(
        0,
        tabs.findIndex(({ id }) => id === now.state.tab),
      );
      buttons.forEach((button, index) => {
        setAttribute(button, 'aria-selected', String(index === shown));
        setAttribute(button, 'tabindex', index === shown ? '0' : '-1');
      });
      pages.forEach((page, index) => (page.hidden = index !== shown));
      tabs[shown]?.view.update(now);
    },
  };
}

function tabButton(panel: Panel, { id, label }: Tab): HTMLButtonElement {
  const attributes = { type: 'button', class: 'tab', role: 'tab', id: `tab-${id}`, 'aria-controls': `page-${id}` };
  return element('button', { ...attributes, onclick: () => panel.change({ tab: id }) }, label);
}

function tabPage({ id, view }: Tab): HTMLElement {
  return element('div', { class: 'tab-page', role: 'tabpanel', id: `page-${id}`, 'aria-labelledby': `tab-${id}` }, view.element);
}

function moveFocus(event: KeyboardEvent, buttons: readonly HTMLButtonElement[]): void {
  const from = buttons.findIndex((button) => button === document.activeElement);
  const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined || from < 0) return;
  event.preventDefault();
  const target = buttons.at(to % buttons.length);
  target?.focus();
  target?.click();
}
