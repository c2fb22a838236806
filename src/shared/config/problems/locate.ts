import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { type JsonPath, type JsonValue, valueAt } from '../../text/json-value.ts';
import type { Finding, Problem } from './problem.ts';
import { t } from '../../text/language.ts';

type Range = Pick<Problem, 'offset' | 'length'>;

const nodeAt = (tree: Node, path: JsonPath): Node | undefined => findNodeAtLocation(tree, [...path]);

function rangeOf(tree: Node, path: JsonPath, at: Finding['at']): Range | undefined {
  const node = nodeAt(tree, path);
  const key = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  const target = at === 'key' ? (key ?? node) : node;
  return target && { offset: target.offset, length: target.length };
}

/** Where something is missing: the innermost object around it that the file holds, if not the file as a whole. */
function around(tree: Node, path: JsonPath): Range {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const range = rangeOf(tree, path.slice(0, length), 'value');
    if (range) return range;
  }
  return { offset: tree.offset, length: tree.type === 'object' ? 1 : tree.length };
}

/** Turns a finding into a Problem; what came by `extends` lies at the value of that key. `merged` includes it. A fix is one of the first path: elsewhere it would change what is right. */
export function locate(finding: Finding, tree: Node, merged: JsonValue): Problem {
  const { message, severity = 'error', fix } = finding;
  for (const path of finding.paths) {
    const range = rangeOf(tree, path, finding.at);
    if (range) return { severity, message, path, ...range, ...(fix && path === finding.paths[0] && { fix }) };
  }
  const inherited = finding.paths.find((path) => valueAt(merged, path) !== undefined);
  const line = inherited && rangeOf(tree, ['extends'], 'value');
  const [path] = finding.paths;
  return line
    ? { severity, message: t('From "extends": {0}', message), path: inherited, ...line }
    : { severity, message, path, ...around(tree, path) };
}
