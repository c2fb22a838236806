import { element, icon, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';

interface StepperWords {
  readonly name: string;
  /** Of the buttons. */
  readonly back: string;
  readonly forth: string;
}

interface Stepper {
  readonly element: HTMLElement;
  draw(choices: readonly string[], chosen: number): void;
}

/** One of many: a list, and a step back and forth. */
export function stepper({ name, ...words }: StepperWords, pick: (index: number) => void): Stepper {
  const select = element('select', { 'aria-label': name });
  const step = (label: string, sign: string, by: number): HTMLButtonElement =>
    element(
      'button',
      { type: 'button', class: 'button secondary step', title: label, 'aria-label': label, onclick: () => go(by) },
      icon(sign),
    );
  const go = (by: number): void => pick(select.selectedIndex + by);
  const [back, forth] = [step(words.back, 'chevron-left', -1), step(words.forth, 'chevron-right', 1)];
  select.addEventListener('change', () => pick(select.selectedIndex));
  return {
    element: element('div', { class: 'field' }, element('span', { 'aria-hidden': 'true' }, name), back, select, forth),
    draw(choices, chosen) {
      keyed(
        select,
        choices.map((words, index) => ({ words, index })),
        ({ index }) => String(index),
        () => element('option'),
        (option, { words }) => setText(option, words),
      );
      select.selectedIndex = chosen;
      // Not disabled: a button that loses the focus under the finger loses the place on the page.
      back.setAttribute('aria-disabled', String(chosen <= 0));
      forth.setAttribute('aria-disabled', String(chosen >= choices.length - 1));
    },
  };
}
