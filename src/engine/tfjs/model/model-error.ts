/** What is wrong with a model file, and what to do about it: for people. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
