/** evaluations.jsonl as text: one evaluation a line, iterations rising. */
import type { Evaluation } from '../../shared/specs/training.ts';

export interface ReadEvaluations {
  /** Up to the first line that is damaged. */
  readonly evaluations: readonly Evaluation[];
  /** Line (from 1) that is no evaluation, where others follow it; a torn last line is no damage but an interrupted write. */
  readonly damagedLine: number | null;
}

function parseLine(line: string): Evaluation | null {
  try {
    const value = JSON.parse(line) as Partial<Evaluation> | null;
    return typeof value?.iteration === 'number' && typeof value.validationLoss === 'number' ? (value as Evaluation) : null;
  } catch {
    return null;
  }
}

/** Two runners of one training write the same lines twice, so that repetitions are left out. */
export function parseEvaluations(text: string): ReadEvaluations {
  const evaluations: Evaluation[] = [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, line] of lines.entries()) {
    const evaluation = parseLine(line);
    if (!evaluation) return { evaluations, damagedLine: index < lines.length - 1 ? index + 1 : null };
    if (evaluation.iteration > (evaluations.at(-1)?.iteration ?? 0)) evaluations.push(evaluation);
  }
  return { evaluations, damagedLine: null };
}

export const evaluationLines = (evaluations: readonly Evaluation[]): string =>
  evaluations.map((one) => `${JSON.stringify(one)}\n`).join('');
