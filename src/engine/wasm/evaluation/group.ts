/** How an evaluation lays out its samples: groups of 48, two passes of 24, whatever the batch of the training. */
export const groupSize = 48;

/** Bytes of a batch-last row. */
export const groupStride = groupSize * 4;

/** Outputs are computed in passes of 24 and, at the end, 12. */
export const outputUnit = 12;
