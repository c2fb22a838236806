import type { PruningConfig, RewindConfig } from './pruning-schema.ts';

interface Method {
  readonly pruning: Pick<PruningConfig, 'criterion' | 'scope' | 'schedule' | 'earlyBird' | 'layerBudget'>;
  readonly rewind: RewindConfig;
}

function rewindWords(rewind: RewindConfig): string {
  if (rewind === 'initial') return '';
  if (rewind === 'learning-rate') return 'learning-rate rewinding';
  return rewind === 'none' ? 'continued training' : `rewind to iteration ${String(rewind.iteration)}`;
}

/** How tickets are found, as far as it differs from the paper: magnitude, layer by layer, iterative, rewound to the initial weights. */
export function methodWords({ pruning, rewind }: Method): readonly string[] {
  const { criterion, scope, schedule, earlyBird, layerBudget } = pruning;
  return [
    criterion === 'magnitude' ? '' : `criterion ${criterion}`,
    scope === 'layer' ? '' : `scope ${scope}`,
    layerBudget ? `layer budget ${layerBudget}` : '',
    schedule === 'iterative' ? '' : schedule,
    rewindWords(rewind),
    earlyBird ? 'Early-Bird' : '',
  ].filter((words) => words !== '');
}
