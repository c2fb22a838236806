/** Writes only what differs; null removes. */
export function setAttribute(node: Element, name: string, value: string | null): void {
  if (node.getAttribute(name) === value) return;
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

/** Writes only what differs, so that selections, tooltips and screen readers are left alone. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

type Value = string | number | boolean | null | EventListener;
type Child = Node | string | null;

/** A DOM element; functions become listeners (`onclick` without "on" is `click`), `true` an empty attribute, null and false nothing. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) apply(node, name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

function apply(node: Element, name: string, value: Value): void {
  if (typeof value === 'function') node.addEventListener(name.replace(/^on/, ''), value);
  else if (value !== null && value !== false) node.setAttribute(name, value === true ? '' : String(value));
}

/** One of VS Code's codicons; decoration only, the words stand beside it. */
export function icon(name: string): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}
