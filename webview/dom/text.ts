/** Writes only what differs, so that selections, tooltips and screen readers are left alone. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
