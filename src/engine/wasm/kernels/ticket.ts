/** What a ticket that runs by itself needs (src/formats/sparse): the engine's own kernel, so that its sums have the same bits. */
export { sparseForward } from './sparse/sparse-forward';
