import { parseMemberName } from '../config/sweep/sweep-name.ts';

/** "learningRate=0.0012,dense=0.2" -> what follows each "=". */
const valuesOf = (experiment: string): readonly string[] =>
  (parseMemberName(experiment)?.values ?? experiment).split(',').map((one) => one.slice(one.indexOf('=') + 1));

function compareValues(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? a.localeCompare(b) : difference;
}

/** Order of a sweep's members by their values, numbers as numbers: 0.0002 before 0.0012 before 0.01. */
export function compareMembers(a: string, b: string): number {
  const [mine, theirs] = [valuesOf(a), valuesOf(b)];
  const differences = mine.map((value, index) => compareValues(value, theirs[index] ?? ''));
  return differences.find((difference) => difference !== 0) ?? a.localeCompare(b);
}
