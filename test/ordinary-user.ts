/** Root may read and write everything: where tests run as root, what is about permissions is done as another user. */
import { lchownSync, readdirSync } from 'node:fs';
import path from 'node:path';

const nobody = 65_534;

/** Calls `action` as an ordinary user who owns `folder` and all in it. */
export async function asOrdinaryUser<T>(folder: string, action: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return action();
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  for (const file of [folder, ...inside]) lchownSync(file, nobody, nobody);
  process.setegid?.(nobody);
  process.seteuid?.(nobody);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
