import { element } from './element.ts';

/** One of VS Code's codicons; decoration only, the words stand beside it. */
export function icon(name: string): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}
