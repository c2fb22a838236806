/** Installs the packed extension once for all files; each starts a server on a copy of the folder, with settings of its own. */
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { installVsix, removeTemporary } from '../harness/index.mjs';

const vsix = fileURLToPath(new URL('../../../winning-ticket.vsix', import.meta.url));

declare module 'vitest' {
  export interface ProvidedContext {
    /** The data folder of a server that has the extension. */
    readonly installedIn: string;
    /** Why there is none; empty where there is one. */
    readonly notInstalled: string;
  }
}

export default async function installOnce({ provide }: TestProject): Promise<(() => void) | undefined> {
  try {
    const folder = await installVsix(vsix);
    provide('installedIn', folder);
    provide('notInstalled', '');
    return () => removeTemporary(folder);
  } catch (error) {
    provide('installedIn', '');
    provide('notInstalled', error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
