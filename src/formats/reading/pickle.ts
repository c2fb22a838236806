/**
 * Reads pickles (Python's pickletools) as data: no code of theirs is ever run. Opcodes build plain values; a global name is looked up in a list of
 * the few that PyTorch's state dicts need, and any other is refused by its name.
 */
import { tell, ToldError } from '../../shared/text/told.ts';

/** A pickle that holds more than data; the message is to be read after the file's path. */
export class PickleError extends ToldError {
  override readonly name = 'PickleError';
}

export type PickleValue =
  null | boolean | number | string | Uint8Array | PickleGlobal | PickleObject | readonly PickleValue[] | Map<PickleValue, PickleValue>;

/** A name out of a module. */
export class PickleGlobal {
  constructor(
    readonly module: string,
    readonly name: string,
  ) {}

  toString(): string {
    return `${this.module}.${this.name}`;
  }
}

/** An object as its `PickleWorld` has made it, of a call or of an id outside of the pickle. */
export class PickleObject {
  constructor(
    readonly kind: string,
    readonly value: unknown,
  ) {}
}

export interface PickleWorld {
  /** Whether this name may stand in a pickle. */
  allows(global: PickleGlobal): boolean;
  /** The result of calling an allowed name. @throws PickleError */
  call(global: PickleGlobal, args: readonly PickleValue[]): PickleValue;
  /** What an id outside of the pickle stands for. @throws PickleError */
  persistent(id: PickleValue): PickleValue;
}

const mark = Symbol('mark');
type Slot = PickleValue | typeof mark;

/** Values that a machine of a few megabytes of pickle can hold. */
const mostValues = 1_000_000;

class PickleMachine {
  private at = 0;
  private readonly stack: Slot[] = [];
  private readonly memo = new Map<number, PickleValue>();
  private values = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly world: PickleWorld,
  ) {}

  run(): PickleValue {
    for (;;) {
      const code = this.bytes[this.at++];
      if (code === undefined) throw new PickleError(tell('the pickle is cut short'));
      if (code === 0x2e) return this.pop();
      const step = steps[code];
      if (!step)
        throw new PickleError(tell('the pickle has an operation (0x{0}) that state dicts do not need; it is not read', code.toString(16)));
      step(this);
    }
  }

  take(count: number): Buffer {
    if (count < 0 || this.at + count > this.bytes.length) throw new PickleError(tell('the pickle is cut short'));
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  byte(): number {
    return this.take(1).readUInt8();
  }

  word(): number {
    return this.take(4).readUInt32LE();
  }

  /** Up to the end of the line. */
  line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end < 0) throw new PickleError(tell('the pickle is cut short'));
    const text = this.take(end - this.at).toString('utf8');
    this.at++;
    return text;
  }

  push(value: PickleValue): void {
    if (++this.values > mostValues) throw new PickleError(tell('the pickle holds more than {0} values', mostValues));
    this.stack.push(value);
  }

  mark(): void {
    this.stack.push(mark);
  }

  pop(): PickleValue {
    const value = this.stack.pop();
    if (value === undefined || value === mark) throw new PickleError(tell('the pickle is damaged'));
    return value;
  }

  /** The values above the last mark, which goes too. */
  popToMark(): PickleValue[] {
    const from = this.stack.lastIndexOf(mark);
    if (from < 0) throw new PickleError(tell('the pickle is damaged'));
    const values = this.stack.splice(from) as Slot[];
    return values.slice(1) as PickleValue[];
  }

  top(): PickleValue {
    const value = this.stack.at(-1);
    if (value === undefined || value === mark) throw new PickleError(tell('the pickle is damaged'));
    return value;
  }

  put(place: number): void {
    this.memo.set(place, this.top());
  }

  memoize(): void {
    this.put(this.memo.size);
  }

  get(place: number): void {
    const value = this.memo.get(place);
    if (value === undefined) throw new PickleError(tell('the pickle is damaged'));
    this.push(value);
  }

  global(module: string, name: string): void {
    const global = new PickleGlobal(module, name);
    if (!this.world.allows(global))
      throw new PickleError(
        tell('the pickle names {0}, which is no part of a plain state dict, so that it is not read', JSON.stringify(String(global))),
      );
    this.push(global);
  }

  stackGlobal(): void {
    const [name, module] = [this.pop(), this.pop()];
    if (typeof name !== 'string' || typeof module !== 'string') throw new PickleError(tell('the pickle is damaged'));
    this.global(module, name);
  }

  reduce(): void {
    const [args, called] = [this.pop(), this.pop()];
    if (!(called instanceof PickleGlobal) || !Array.isArray(args)) throw new PickleError(tell('the pickle calls what is no known name'));
    this.push(this.world.call(called, args as readonly PickleValue[]));
  }

  persistent(): void {
    this.push(this.world.persistent(this.pop()));
  }

  /** The state of an object is left out: state dicts keep versions of modules in it. */
  build(): void {
    this.pop();
  }

  setItems(pairs: readonly PickleValue[]): void {
    const target = this.top();
    if (!(target instanceof Map)) throw new PickleError(tell('the pickle is damaged'));
    for (let at = 0; at + 1 < pairs.length; at += 2) target.set(pairs[at] ?? null, pairs[at + 1] ?? null);
  }

  append(values: readonly PickleValue[]): void {
    const target = this.top();
    if (!Array.isArray(target)) throw new PickleError(tell('the pickle is damaged'));
    (target as PickleValue[]).push(...values);
  }

  tuple(count: number): void {
    const values = Array.from({ length: count }, () => this.pop());
    this.push(values.reverse());
  }

  /** A whole number of so many bytes, little-endian and with a sign. */
  long(count: number): void {
    if (count > 8) throw new PickleError(tell('the pickle holds a number of more than 64 bits'));
    let value = 0n;
    const digits = this.take(count);
    for (let at = count - 1; at >= 0; at--) value = (value << 8n) | BigInt(digits[at] ?? 0);
    this.push(Number(BigInt.asIntN(8 * count, value)));
  }

  text(bytes: number): void {
    this.push(this.take(bytes).toString('utf8'));
  }
}

/** By opcode, as pickletools lists them. */
const steps: Readonly<Record<number, (machine: PickleMachine) => void>> = {
  0x80: (m) => void m.byte(), // PROTO
  0x95: (m) => void m.take(8), // FRAME
  0x28: (m) => m.mark(), // MARK
  0x30: (m) => void m.pop(), // POP
  0x4e: (m) => m.push(null), // NONE
  0x88: (m) => m.push(true), // NEWTRUE
  0x89: (m) => m.push(false), // NEWFALSE
  0x4b: (m) => m.push(m.byte()), // BININT1
  0x4d: (m) => m.push(m.take(2).readUInt16LE()), // BININT2
  0x4a: (m) => m.push(m.take(4).readInt32LE()), // BININT
  0x8a: (m) => m.long(m.byte()), // LONG1
  0x47: (m) => m.push(m.take(8).readDoubleBE()), // BINFLOAT
  0x8c: (m) => m.text(m.byte()), // SHORT_BINUNICODE
  0x58: (m) => m.text(m.word()), // BINUNICODE
  0x43: (m) => m.push(Uint8Array.from(m.take(m.byte()))), // SHORT_BINBYTES
  0x42: (m) => m.push(Uint8Array.from(m.take(m.word()))), // BINBYTES
  0x7d: (m) => m.push(new Map()), // EMPTY_DICT
  0x5d: (m) => m.push([]), // EMPTY_LIST
  0x29: (m) => m.push([]), // EMPTY_TUPLE
  0x74: (m) => m.push(m.popToMark()), // TUPLE
  0x85: (m) => m.tuple(1), // TUPLE1
  0x86: (m) => m.tuple(2), // TUPLE2
  0x87: (m) => m.tuple(3), // TUPLE3
  0x71: (m) => m.put(m.byte()), // BINPUT
  0x72: (m) => m.put(m.word()), // LONG_BINPUT
  0x94: (m) => m.memoize(), // MEMOIZE
  0x68: (m) => m.get(m.byte()), // BINGET
  0x6a: (m) => m.get(m.word()), // LONG_BINGET
  0x63: (m) => m.global(m.line(), m.line()), // GLOBAL
  0x93: (m) => m.stackGlobal(), // STACK_GLOBAL
  0x52: (m) => m.reduce(), // REDUCE
  0x51: (m) => m.persistent(), // BINPERSID
  0x62: (m) => m.build(), // BUILD
  0x73: (m) => {
    // SETITEM
    const [value, key] = [m.pop(), m.pop()];
    m.setItems([key, value]);
  },
  0x75: (m) => m.setItems(m.popToMark()), // SETITEMS
  0x61: (m) => m.append([m.pop()]), // APPEND
  0x65: (m) => m.append(m.popToMark()), // APPENDS
};

/** @throws PickleError for anything but data. */
export const readPickle = (bytes: Buffer, world: PickleWorld): PickleValue => new PickleMachine(bytes, world).run();
