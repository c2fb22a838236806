/** Which words of a result have which colour: the same everywhere. */
import type { ClaimOutcome } from '../../shared/results/verdict/claims.ts';
import type { ExperimentState } from '../../shared/results/experiment.ts';
import type { HeadlineKind, VerdictLabel } from '../../shared/results/verdict/verdict.ts';
import type { Style } from './style.ts';

const ofStates: Readonly<Record<ExperimentState, Style | undefined>> = {
  ...{ finished: undefined, running: 'strong', interrupted: 'doubtful', cancelled: 'doubtful', failed: 'bad' },
};
export const stateStyle = (state: ExperimentState): Style | undefined => ofStates[state];

const ofHeadlines: Readonly<Record<HeadlineKind, Style | undefined>> = {
  ...{ winning: 'good', none: 'bad', 'cannot-tell': 'doubtful', pending: undefined, imported: undefined },
};
export const headlineStyle = (kind: HeadlineKind): Style | undefined => ofHeadlines[kind];

const ofOutcomes: Readonly<Record<ClaimOutcome, Style>> = { holds: 'good', 'does not hold': 'bad', 'cannot tell': 'doubtful' };
export const outcomeStyle = (outcome: ClaimOutcome): Style => ofOutcomes[outcome];

const ofLabels: Readonly<Record<VerdictLabel, Style | undefined>> = {
  ...{ dense: undefined, winning: 'good', 'less accurate': 'bad', 'not earlier': 'bad' },
  ...{ 'budget too short': 'doubtful', 'evaluated too rarely': 'doubtful', 'nothing learnt': 'doubtful', 'ended early': 'doubtful' },
};
export const labelStyle = (label: VerdictLabel | undefined): Style | undefined => label && ofLabels[label];
