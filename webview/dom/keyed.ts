/** Children by key: what exists is updated in place, what is new is made, what is gone is removed; focus stays where it is. */
export function keyed<Item, Node extends Element>(
  parent: Element,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  make: (item: Item) => Node,
  update: (node: Node, item: Item) => void,
): void {
  const nodes = known<Node>(parent);
  items.forEach((item, index) => {
    const node = nodes.get(keyOf(item)) ?? tagged(make(item), keyOf(item));
    update(node, item);
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
  while (parent.children.length > items.length) parent.lastElementChild?.remove();
}

const attribute = 'data-key';

function known<Node extends Element>(parent: Element): Map<string, Node> {
  return new Map([...parent.children].map((child) => [child.getAttribute(attribute) ?? '', child as Node]));
}

function tagged<Node extends Element>(node: Node, key: string): Node {
  node.setAttribute(attribute, key);
  return node;
}
