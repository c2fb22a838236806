type Value = string | number | boolean | null | EventListener;
export type Child = Node | string | null;

/** A DOM element; functions become listeners (`onclick` without "on" is `click`), `true` an empty attribute, null and false nothing. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

function setAttribute(node: Element, name: string, value: Value): void {
  if (typeof value === 'function') node.addEventListener(name.replace(/^on/, ''), value);
  else if (value !== null && value !== false) node.setAttribute(name, value === true ? '' : String(value));
}
