import type { Node } from 'jsonc-parser';

/** Key nodes that an earlier key of the same object has already taken: one of the two would be ignored silently. */
export function findDuplicateKeys(node: Node): readonly Node[] {
  const children = node.children ?? [];
  const inside = children.flatMap((child) => findDuplicateKeys(child));
  if (node.type !== 'object') return inside;
  const seen = new Set<unknown>();
  const own = children.flatMap((property) => {
    const key = property.children?.[0];
    if (!key || !seen.has(key.value)) return (seen.add(key?.value), []);
    return [key];
  });
  return [...own, ...inside];
}
