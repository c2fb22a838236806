/**
 * Reads one word of every cache line of the batch's rows, so that the random rows of a shuffled batch come into the cache side by side
 * and not one after the other inside the gathering loops. The sum keeps the reads from being optimised away.
 */
export function touchRows(rows: usize, samples: usize, bytes: usize): u32 {
  let sum: u32 = 0;
  for (const end = rows + (samples << 2); rows < end; rows += 4) {
    const row = <usize>load<u32>(rows);
    for (let at: usize = 0; at < bytes; at += 64) sum += load<u32>(row + at);
  }
  return sum;
}
