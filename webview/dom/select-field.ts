import { element, setText } from './element.ts';
import { keyed } from './keyed.ts';

interface SelectField {
  readonly element: HTMLElement;
  /** @param choices Value and words of each. */
  draw(choices: readonly (readonly [value: string, words: string])[], chosen: string): void;
}

/** A list of choices with its name. */
export function selectField(name: string, pick: (value: string) => void): SelectField {
  const select = element('select', { 'aria-label': name });
  select.addEventListener('change', () => pick(select.value));
  return {
    element: element('label', { class: 'field' }, element('span', {}, name), select),
    draw(choices, chosen) {
      keyed(
        select,
        choices,
        ([value]) => value,
        ([value]) => element('option', { value }),
        (option, [, words]) => setText(option, words),
      );
      if (select.value !== chosen) select.value = chosen;
    },
  };
}
