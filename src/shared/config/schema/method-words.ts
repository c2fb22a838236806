import type { PruningConfig, RewindConfig } from './pruning-schema.ts';
import { t } from '../../text/language.ts';

interface Method {
  readonly pruning: Pick<PruningConfig, 'criterion' | 'scope' | 'schedule' | 'earlyBird' | 'layerBudget'>;
  readonly rewind: RewindConfig;
}

function rewindWords(rewind: RewindConfig): string {
  if (rewind === 'initial') return '';
  if (rewind === 'learning-rate') return t('learning-rate rewinding');
  return rewind === 'none' ? t('continued training') : t('rewind to iteration {0}', rewind.iteration);
}

/** How tickets are found, as far as it differs from the paper: magnitude, layer by layer, iterative, rewound to the initial weights. */
export function methodWords({ pruning, rewind }: Method): readonly string[] {
  const { criterion, scope, schedule, earlyBird, layerBudget } = pruning;
  return [
    criterion === 'magnitude' ? '' : t('criterion {0}', criterion),
    scope === 'layer' ? '' : t('scope {0}', scope),
    layerBudget ? t('layer budget {0}', layerBudget) : '',
    schedule === 'iterative' ? '' : schedule,
    rewindWords(rewind),
    earlyBird ? 'Early-Bird' : '',
  ].filter((words) => words !== '');
}
