/** What a message must look like before an endpoint believes it: foreign code can post to a webview, old code to a new runner. */
import { protocolVersion } from './channel.ts';
import type { Envelope } from './channel.ts';

type Fields = Readonly<Record<string, unknown>>;

const isNumber = (value: unknown): boolean => Number.isSafeInteger(value);
const isText = (value: unknown): boolean => typeof value === 'string';

const shapes = new Map<unknown, (fields: Fields) => boolean>([
  ['call', ({ id, method }) => isNumber(id) && isText(method)],
  ['reply', ({ id }) => isNumber(id)],
  ['error', ({ id, message }) => isNumber(id) && isText(message)],
  ['event', ({ sequence, method }) => isNumber(sequence) && isText(method)],
]);

/** The envelope, or a sentence why the message is none. */
export function readEnvelope(message: unknown): Envelope | string {
  if (typeof message !== 'object' || message === null) return 'The message is not an object.';
  const fields = message as Fields;
  if (fields['v'] !== protocolVersion)
    return `The message has protocol version ${String(fields['v'])}; this end speaks ${protocolVersion}.`;
  const fits = shapes.get(fields['kind']);
  if (!fits) return `The message has kind ${String(fields['kind'])}, which is unknown.`;
  return fits(fields) ? (message as Envelope) : `The message of kind ${String(fields['kind'])} lacks a field, or one has the wrong type.`;
}
