const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, '');

/** Edits (insert, delete, replace, swap of neighbours) between two words. */
function spellingDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/** The candidate that a word was probably meant to be; the earlier one where two are equally near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined;
export function nearest<Candidate>(
  word: string,
  candidates: readonly Candidate[],
  nameOf: (candidate: Candidate) => string,
): Candidate | undefined;
export function nearest<Candidate>(
  word: string,
  candidates: readonly Candidate[],
  nameOf: (candidate: Candidate) => string = String,
): Candidate | undefined {
  if (word.length > 60) return undefined;
  const wanted = plain(word);
  let best: Candidate | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const name = plain(nameOf(candidate));
    // A word that is so much longer or shorter needs as many edits.
    if (Math.abs(name.length - wanted.length) >= bestDistance) continue;
    const distance = spellingDistance(wanted, name);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
