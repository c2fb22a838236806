/** Changes of bytes and of JSON values, drawn by seed. */
import type { Draw } from './lost-writes.ts';

const extremeNumbers = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff];

type ByteChange = (bytes: Buffer, at: number, draw: Draw) => Buffer;

const byteChanges: readonly ByteChange[] = [
  (bytes, at, draw) => set(bytes, at, (bytes[at] ?? 0) ^ (1 << draw(8))),
  (bytes, at, draw) => set(bytes, at, draw(256)),
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at, draw) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + draw(40))]),
  (bytes, at, draw) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + 1 + draw(40)), bytes.subarray(at)]),
  (bytes, at, draw) => Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1 + draw(40), draw(256)), bytes.subarray(at)]),
  (bytes, at, draw) => number(bytes, at, extremeNumbers[draw(extremeNumbers.length)] ?? 0, draw(2) === 0),
];

function set(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  if (at < copy.length) copy[at] = value;
  return copy;
}

function number(bytes: Buffer, at: number, value: number, isLittleEndian: boolean): Buffer {
  const copy = Buffer.from(bytes);
  if (at + 4 <= copy.length) copy[isLittleEndian ? 'writeUInt32LE' : 'writeUInt32BE'](value, at);
  return copy;
}

/** Heads are small and decide most: half of the changes are there. */
export function spoiltBytes(bytes: Buffer, draw: Draw): Buffer {
  let spoilt = bytes;
  for (let changes = 1 + draw(3); changes > 0; changes--) {
    const at = draw(draw(2) === 0 ? spoilt.length + 1 : Math.min(spoilt.length, 64) + 1);
    spoilt = byteChanges[draw(byteChanges.length)]?.(spoilt, at, draw) ?? spoilt;
  }
  return spoilt;
}

const oddTexts = [
  '',
  '__proto__',
  'constructor',
  '../../etc',
  'x'.repeat(10_000),
  '\u001b[2J\u0007\u202e',
  'trial-0/round-00',
  'NaN',
  '{}',
];
const oddNumbers = [0, -1, 0.5, 1e9, 2 ** 53, 1e308, -1e308, 5e-324];

/** A value that has no business where it is put. */
function oddValue(draw: Draw): unknown {
  const kinds: readonly (() => unknown)[] = [
    () => null,
    () => draw(2) === 0,
    () => oddNumbers[draw(oddNumbers.length)],
    () => oddTexts[draw(oddTexts.length)],
    () => [],
    () => ({}),
    () => Array.from({ length: 1000 }, () => 0),
    () => JSON.parse('{"__proto__": {"x": 1}, "length": 5}') as unknown,
    () => Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 1),
  ];
  return kinds[draw(kinds.length)]?.();
}

type Holder = Record<string, unknown>;
const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** The value with one of its parts, at any depth, replaced, removed or added. The value given is changed. */
export function spoiltValue(value: unknown, draw: Draw): unknown {
  if (!isHolder(value)) return oddValue(draw);
  const keys = Object.keys(value);
  const key = keys[draw(keys.length)] ?? '';
  if (isHolder(value[key]) && draw(6) > 0) value[key] = spoiltValue(value[key], draw);
  else if (draw(4) === 0) Reflect.deleteProperty(value, key);
  else if (draw(8) === 0) value[oddTexts[draw(oddTexts.length)] ?? ''] = oddValue(draw);
  else value[key] = oddValue(draw);
  return value;
}

/** A JSON text with one of its values spoilt; null for bytes that are none. */
function spoiltJson(bytes: Buffer, draw: Draw): Buffer | null {
  try {
    return Buffer.from(JSON.stringify(spoiltValue(JSON.parse(bytes.toString('utf8')), draw)) ?? '');
  } catch {
    return null;
  }
}

/** A spoilt copy of a file: its bytes, or where it is JSON half of the time its values. */
export const spoilt = (bytes: Buffer, draw: Draw): Buffer => (draw(2) === 0 ? spoiltJson(bytes, draw) : null) ?? spoiltBytes(bytes, draw);

/** @throws Error where an error is none of ours: a foreign class, a foreign sentence, or one that could write to a terminal. */
export function expectOurs(error: unknown, where: string): void {
  const isForeign = !(error instanceof Error) || /^(Type|Reference|Range|Syntax|Zod|Assertion)/.test(error.constructor.name);
  const text = error instanceof Error ? error.message : String(error);
  const isOdd =
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|undefined|\[object|Cannot read|is not a function/.test(text) || text.length > 3000;
  if (isForeign || isOdd) throw new Error(`${where}: no error of ours: ${JSON.stringify(text.slice(0, 500))}`, { cause: error });
}

/** Milliseconds of the processor; a machine that is busy elsewhere does not count. */
const processorMilliseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * @param sideBySide How many such actions share the processor.
 * @throws Error where the action fails with no error of ours, or computes for more than two seconds.
 */
export async function expectAnswer(where: string, action: () => unknown, sideBySide = 1): Promise<void> {
  const before = processorMilliseconds();
  try {
    await action();
  } catch (error) {
    expectOurs(error, where);
  }
  if (processorMilliseconds() - before > 2000 * sideBySide) throw new Error(`${where}: more than two seconds`);
}
