/**
 * A power cut: of what the log says (faulty-files.cjs), only what was synced is on the disk for sure. The rest is there in part:
 * names in any selection, contents up to any byte. This is more than the usual file systems lose.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Operation {
  readonly kind: 'open' | 'write' | 'create' | 'sync' | 'rename' | 'link' | 'rm' | 'mkdir';
  readonly file: string;
  readonly to?: string;
  /** Base64. */
  readonly data?: string;
}

export const readLog = (file: string): readonly Operation[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Operation);

/** A file or folder, whatever its names. */
interface Node {
  content: Buffer;
  /** So many bytes are on the disk. */
  synced: number;
  readonly isFolder: boolean;
}

interface NameChange {
  /** Added or, where `node` is null, removed. */
  readonly names: readonly (readonly [file: string, node: Node | null])[];
}

/** A whole number below `below`. */
export type Draw = (below: number) => number;

export class Disk {
  private readonly names = new Map<string, Node>();
  private readonly durable = new Map<string, Node>();
  private pending: NameChange[] = [];

  /** @param root The store's parent, which is there. */
  constructor(private readonly root: string) {}

  apply({ kind, file, to = '', data = '' }: Operation): void {
    const content = Buffer.from(data, 'base64');
    if (kind === 'mkdir') this.addFolders(file);
    else if (kind === 'sync') this.sync(file);
    else if (kind === 'open') this.add(file, this.names.get(file) ?? this.newFile());
    else if (kind === 'write') this.append(file, content);
    else if (kind === 'create') this.create(file, content);
    else if (kind === 'rm') this.change([[file, null]]);
    else this.change([[to, this.names.get(file) ?? this.newFile()], ...(kind === 'rename' ? [[file, null] as const] : [])]);
  }

  /** The files that are found after a power cut, with their contents. */
  after(draw: Draw): ReadonlyMap<string, Buffer> {
    const found = new Map(this.durable);
    const share = draw(5);
    for (const change of this.pending) if (draw(4) < share) this.carryOut(change, found);
    const files = [...found].filter(([file, node]) => !node.isFolder && this.isReachable(file, found));
    return new Map(files.map(([file, { content, synced }]) => [file, content.subarray(0, synced + draw(content.length - synced + 1))]));
  }

  private newFile = (): Node => ({ content: Buffer.alloc(0), synced: 0, isFolder: false });

  private change(names: NameChange['names']): void {
    this.carryOut({ names }, this.names);
    this.pending.push({ names });
  }

  private carryOut({ names }: NameChange, all: Map<string, Node>): void {
    for (const [file, node] of names) {
      if (node) all.set(file, node);
      else all.delete(file);
    }
  }

  private add(file: string, node: Node): void {
    if (this.names.get(file) !== node) this.change([[file, node]]);
  }

  private create(file: string, content: Buffer): void {
    this.add(file, this.newFile());
    this.append(file, content);
  }

  private append(file: string, content: Buffer): void {
    const node = this.names.get(file);
    if (node) node.content = Buffer.concat([node.content, content]);
  }

  private addFolders(folder: string): void {
    if (folder === this.root || this.names.has(folder) || folder === path.dirname(folder)) return;
    this.addFolders(path.dirname(folder));
    this.change([[folder, { content: Buffer.alloc(0), synced: 0, isFolder: true }]]);
  }

  /** Of a folder: the names in it. Of a file: its content, not its name. */
  private sync(file: string): void {
    const node = this.names.get(file);
    if (node && !node.isFolder) return void (node.synced = node.content.length);
    const isHere = ({ names }: NameChange): boolean => names.every(([name]) => path.dirname(name) === file);
    for (const change of this.pending.filter(isHere)) this.carryOut(change, this.durable);
    this.pending = this.pending.filter((change) => !isHere(change));
  }

  private isReachable(file: string, found: ReadonlyMap<string, Node>): boolean {
    for (let folder = path.dirname(file); folder !== this.root; folder = path.dirname(folder)) if (!found.has(folder)) return false;
    return true;
  }
}

/** Writes what is left of a store into another folder. */
export function writeFound(found: ReadonlyMap<string, Buffer>, from: string, to: string): void {
  for (const [file, content] of found) {
    const place = path.join(to, path.relative(from, file));
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
}

/** The disk after so many operations. */
export function diskAfter(operations: readonly Operation[], count: number, root: string): Disk {
  const disk = new Disk(root);
  for (const operation of operations.slice(0, count)) disk.apply(operation);
  return disk;
}
