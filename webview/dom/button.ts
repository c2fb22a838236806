import { element, icon } from './element.ts';

/** A button with an icon and a word; the word hides in narrow panels and stays as the accessible name. */
export function button(name: string, label: string, press: () => void, kind: 'primary' | 'secondary' = 'secondary'): HTMLButtonElement {
  return element(
    'button',
    { type: 'button', class: `button ${kind}`, title: label, 'aria-label': label, onclick: press },
    icon(name),
    element('span', { class: 'button-label' }, label),
  );
}
