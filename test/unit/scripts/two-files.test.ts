/** A bundle in two files: what is needed later is not in the first, and modules are still there once. */
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inTwoFiles } from '../../../scripts/build/two-files.mjs';
import { sharedFolder } from '../../temporary-folder.ts';

const sources = {
  'main.ts': `import { count } from './state.ts';
    import { basename } from 'node:path';
    count('main');
    export const name: string = basename('/a/early');
    export const later = async () => (await import('./later.ts')).all();
    export const both = async () => Promise.all([import('./later.ts'), import('./other.ts')]).then(([one, two]) => one.shared === two.shared);`,
  'state.ts': `const seen: string[] = []; export const count = (who: string): readonly string[] => { seen.push(who); return seen; };`,
  'shared.ts': `export const shared = { words: 'needed late' };`,
  'other.ts': `export { shared } from './shared.ts';`,
  'later.ts': `import { count } from './state.ts';
    export { shared } from './shared.ts';
    count('later');
    export const all = () => [...count('all')];
    export function broken(): never { throw new Error('from here'); }`,
};

let folder = '';
interface Program {
  readonly name: string;
  readonly later: () => Promise<readonly string[]>;
  readonly both: () => Promise<boolean>;
}
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

describe.each([true, false])('a bundle in two files (minified: %s)', (minify) => {
  const outfile = 'out/main.js';
  beforeAll(async () => {
    folder = sharedFolder();
    for (const [name, text] of Object.entries(sources)) writeFileSync(path.join(folder, name), text);
    const common = { bundle: true, minify, platform: 'node', sourcemap: minify ? false : 'linked', absWorkingDir: folder } as const;
    await build(inTwoFiles({ ...common, entryPoints: ['main.ts'], outfile }));
  });

  it('is run by Node, and its modules are there once', async () => {
    const program = createRequire(import.meta.url)(path.join(folder, outfile)) as Program;
    expect(program.name).toBe('early');
    expect(await program.later()).toEqual(['main', 'later', 'all']);
    expect(await program.both()).toBe(true);
  });

  it('has in the second file what stands behind an import of its own', () => {
    expect(read(outfile)).not.toContain('needed late');
    expect(read('out/main-later.cjs').split('needed late')).toHaveLength(2);
  });

  it.skipIf(minify)('leads a debugger to the sources', () => {
    const lines = read('out/main-later.cjs').split('\n');
    const line = lines.findIndex((text) => text.includes('from here'));
    const map = new SourceMap(JSON.parse(read('out/main-later.cjs.map')) as ConstructorParameters<typeof SourceMap>[0]);
    const found = map.findEntry(line, lines[line]?.indexOf('throw') ?? 0);
    expect(found).toMatchObject({ originalSource: '../later.ts', originalLine: 4 });
    expect(lines.at(-2)).toBe('//# sourceMappingURL=main-later.cjs.map');
  });
});
