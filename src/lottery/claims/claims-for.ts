/** Which claims of the paper a config can be held against. */
import type { NetworkName } from '../../shared/config/schema/network-schema.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { type ClaimsReport, departureWords } from '../../shared/results/verdict/claims.ts';
import type { DataSummary } from '../../shared/results/data-summary.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import { type JudgedRound, resolutionOf } from '../results/summary.ts';
import type { Claim } from './claim.ts';
import { convolutionClaims, convolutionFigures, dropoutClaims } from './convolution-claims.ts';
import { resnetClaims, vggWithoutWarmup, vggWithWarmup } from './deep-claims.ts';
import { lenetIterative, lenetOneShot } from './lenet-claims.ts';
import { departures, paperSetup } from './paper-setup.ts';
import { RunEvidence } from './run-evidence.ts';
import { t } from '../../shared/text/language.ts';

function vggClaims({ training, pruning }: Config): readonly Claim[] {
  if (training.warmup === 0) return vggWithoutWarmup;
  return pruning.scope === 'global' ? vggWithWarmup(0.015, () => t('down to 1.5 %')) : vggWithWarmup(0.069, () => t('down to 6.9 %'));
}

const iterativeClaims: Readonly<Record<NetworkName, (config: Config) => readonly Claim[]>> = {
  'lenet-300-100': () => lenetIterative,
  'conv-2': () => convolutionClaims(convolutionFigures['conv-2']),
  'conv-4': () => convolutionClaims(convolutionFigures['conv-4']),
  'conv-6': () => convolutionClaims(convolutionFigures['conv-6']),
  'conv-2-dropout': () => dropoutClaims(convolutionFigures['conv-2']),
  'conv-4-dropout': () => dropoutClaims(convolutionFigures['conv-4']),
  'conv-6-dropout': () => dropoutClaims(convolutionFigures['conv-6']),
  'vgg-19': vggClaims,
  'resnet-20': () => resnetClaims,
};

export function claimsFor(config: Config): readonly Claim[] {
  const setup = paperSetup(config);
  if (setup === null) return [];
  if (config.pruning.schedule === 'iterative') return iterativeClaims[setup.name](config);
  return setup.name === 'lenet-300-100' ? lenetOneShot : [];
}

// Holds a run against what the paper claims of its network.

/**
 * @param trainings Finished ones; retrainings do not belong here.
 * @param rounds Of `summarise`.
 */
export function checkClaims(
  config: Config,
  rounds: readonly JudgedRound[],
  trainings: readonly TrainingSummary[],
  data: DataSummary | null = null,
): ClaimsReport {
  const setup = paperSetup(config);
  const claims = claimsFor(config);
  if (setup === null || claims.length === 0) return { setup: null, departures: [], differing: [], results: [] };
  const evidence = new RunEvidence(config, rounds, trainings, resolutionOf(config.training, data));
  const differing = departures(config, setup);
  return {
    setup: config.pruning.schedule === 'iterative' ? t('{0}, iterative pruning', setup.title()) : t('{0}, one-shot pruning', setup.title()),
    departures: differing.map(departureWords),
    differing,
    results: claims.map(({ id, claim, at, paper, judge }) => ({ id, claim: claim(), at, paper: paper(), ...judge(evidence) })),
  };
}
