/** Weights `[outputs][count]` as `convolve` wants them: `[outputs / 4][count][4]`, zeros where outputs are filled up. */
export function packFilters(values: usize, outputs: usize, count: usize, packed: usize): void {
  for (let o: usize = 0; o < outputs; o++) {
    let to = packed + ((((o >> 2) * count) << 2) + (o & 3) << 2);
    for (let from = values + ((o * count) << 2), end = from + (count << 2); from < end; from += 4) {
      store<f32>(to, load<f32>(from));
      to += 16;
    }
  }
}

/**
 * Weights `[filters][channels][area]` for the gradient of the input: `[channels / 4][filters * taps][4]`.
 * `taps`: which places of the kernel take part (byte offsets), the same for all filters.
 */
export function packTransposedFilters(
  values: usize, filters: usize, channels: usize, area: usize, taps: usize, count: usize, packed: usize,
): void {
  for (let c: usize = 0; c < channels; c++) {
    let to = packed + ((((c >> 2) * filters * count) << 2) + (c & 3) << 2);
    for (let o: usize = 0; o < filters; o++) {
      const from = values + (((o * channels + c) * area) << 2);
      for (let t: usize = 0; t < count; t++) {
        store<f32>(to, load<f32>(from + <usize>load<u32>(taps + (t << 2))));
        to += 16;
      }
    }
  }
}

/** `to[n] = values at byte offset order[n]` */
export function gatherValues(order: usize, count: usize, values: usize, to: usize): void {
  for (const end = order + (count << 2); order < end; order += 4) {
    store<f32>(to, load<f32>(values + <usize>load<u32>(order)));
    to += 4;
  }
}
