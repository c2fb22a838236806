/** Why bytes are no safetensors file that we read; `message` is a sentence for people, without the file's name. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
}
