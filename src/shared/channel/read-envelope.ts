/** Checks the shape of every message: foreign code can post to a webview, and old code to a new runner. */
import { plainLine } from '../text/plain-text.ts';
import { type Envelope, protocolVersion } from './channel.ts';

type Fields = Readonly<Record<string, unknown>>;

const isNumber = (value: unknown): boolean => Number.isSafeInteger(value);
const isText = (value: unknown): boolean => typeof value === 'string';

const shapes = new Map<unknown, (fields: Fields) => boolean>([
  ['call', ({ id, method }) => isNumber(id) && isText(method)],
  ['reply', ({ id }) => isNumber(id)],
  ['error', ({ id, message }) => isNumber(id) && isText(message)],
  ['event', ({ sequence, method }) => isNumber(sequence) && isText(method)],
]);

/** Whatever a field holds, in few words. */
const shown = (value: unknown): string => (typeof value === 'object' ? 'an object' : plainLine(String(value), 100));

/** The envelope, or a sentence why the message is none. */
export function readEnvelope(message: unknown): Envelope | string {
  if (typeof message !== 'object' || message === null) return 'The message is not an object.';
  const fields = message as Fields;
  if (fields['v'] !== protocolVersion) return `The message has protocol version ${shown(fields['v'])}; this end speaks ${protocolVersion}.`;
  const fits = shapes.get(fields['kind']);
  if (!fits) return `The message has kind ${shown(fields['kind'])}, which is unknown.`;
  return fits(fields) ? (message as Envelope) : `The message of kind ${shown(fields['kind'])} lacks a field, or one has the wrong type.`;
}
