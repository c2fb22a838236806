import { compareMembers } from '../../shared/results/sweep-order.ts';
import { sweepKey, sweepOf } from '../experiments/sweep-ref.ts';
import type { SweepRef } from '../experiments/sweep-ref.ts';
import type { ExperimentNode, RootNode, SweepNode } from './nodes.ts';

/** A sweep that was shown before stays the same object. */
function sweepNode(ref: SweepRef, known: ReadonlyMap<string, SweepNode>): SweepNode {
  const node = known.get(sweepKey(ref)) ?? { kind: 'sweep', id: sweepKey(ref), ...ref, members: [] };
  node.members = [];
  return node;
}

/** Puts the members of each sweep under one node, where the first of them stood; the others stay as they are. */
export function groupSweeps(nodes: readonly ExperimentNode[], known: ReadonlyMap<string, SweepNode>): RootNode[] {
  const sweeps = new Map<string, SweepNode>();
  const roots = nodes.flatMap((node): RootNode[] => {
    const ref = sweepOf(node);
    if (!ref) return [node];
    const there = sweeps.get(sweepKey(ref));
    const sweep = there ?? sweepNode(ref, known);
    sweeps.set(sweep.id, sweep);
    sweep.members = [...sweep.members, node];
    return there ? [] : [sweep];
  });
  for (const sweep of sweeps.values()) sweep.members = sweep.members.toSorted((a, b) => compareMembers(a.experiment, b.experiment));
  return roots;
}
