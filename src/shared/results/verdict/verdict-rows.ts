/** A verdict as three facts side by side, for those who want the answer before its sentences. */
import { seriesTitleOf } from '../../specs/series.ts';
import { formatAccuracy, formatSignedPoints } from '../../text/format.ts';
import { boundOfDifference, formatStop } from './early-stop.ts';
import type { ControlFacts, Measured, VerdictData } from './verdict.ts';
import { controlAccuracy, controlSpeed, lessAccurate, speedAgainst, stopsLater } from './comparison-words.ts';
import { t } from '../../text/language.ts';

/** Whether a fact speaks for the ticket, against it, or neither yet. */
export type FactSide = 'for' | 'against' | 'open';

export interface VerdictRow {
  /** Of the fact, whatever its numbers: a control's series, or which of the two others. */
  readonly key: string;
  readonly name: string;
  readonly side: FactSide;
  /** The ticket's number; empty for controls. */
  readonly ticket: string;
  /** "dense 97.47 %"; a control's name. */
  readonly other: string;
  /** "+0.89 points" */
  readonly difference: string;
}

function accuracyRow(ticket: Measured, dense: Measured): VerdictRow {
  return {
    key: 'accuracy',
    name: t('Accuracy'),
    side: lessAccurate(ticket, dense) ? 'against' : 'for',
    ticket: formatAccuracy(ticket.accuracy.mean),
    other: t('dense {0}', formatAccuracy(dense.accuracy.mean)),
    difference: formatSignedPoints(ticket.accuracy.mean - dense.accuracy.mean),
  };
}

/** A difference of bounds that point the same way is none. */
function stopRow(ticket: Measured, dense: Measured, open: boolean): VerdictRow {
  const known = !open || boundOfDifference(ticket.stop.bound, dense.stop.bound) === 'exact';
  return {
    key: 'stop',
    name: t('Early stop'),
    side: open ? 'open' : stopsLater(ticket, dense) ? 'against' : 'for',
    ticket: formatStop(ticket.stop.mean, ticket.stop.bound),
    other: t('dense {0}', formatStop(dense.stop.mean, dense.stop.bound)),
    difference: known ? speedAgainst(ticket, dense) : t('not known'),
  };
}

const controlSides = (beaten: boolean | null): FactSide => (beaten === null ? 'open' : beaten ? 'for' : 'against');

function controlRow(ticket: Measured, { series, measured, beaten }: ControlFacts, index: number): VerdictRow {
  const difference = measured === null ? t('not finished') : `${controlAccuracy(ticket, measured)}, ${controlSpeed(ticket, measured)}`;
  return {
    key: series,
    name: index === 0 ? t('Controls') : '',
    side: controlSides(beaten),
    ticket: '',
    other: seriesTitleOf(series),
    difference,
  };
}

/** Accuracy, early stop and controls of a ticket; nothing of the dense network, or where nothing was learnt. */
export function verdictRows({ state, label, facts: { ticket, dense, controls } }: VerdictData): readonly VerdictRow[] {
  if (dense === null || label === 'nothing learnt') return [];
  const first = [accuracyRow(ticket, dense), stopRow(ticket, dense, state === 'cannot tell')];
  return [...first, ...controls.map((control, index) => controlRow(ticket, control, index))];
}
