/** No file imports itself by way of others. esbuild reads all imports in about a second; a rule of ESLint takes half a minute for that. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');

type Imports = ReadonlyMap<string, readonly string[]>;

/** The first file found on a circle, and the way back to it; null where there is no circle. */
function circleIn(imports: Imports): readonly string[] | null {
  const done = new Set<string>();
  const from = (file: string, way: readonly string[]): readonly string[] | null => {
    const at = way.indexOf(file);
    if (at >= 0) return [...way.slice(at), file];
    if (done.has(file)) return null;
    for (const next of imports.get(file) ?? []) {
      const circle = from(next, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of imports.keys()) {
    const circle = from(file, []);
    if (circle) return circle;
  }
  return null;
}

/** AssemblyScript's kernels import only each other; fixtures hold other people's files. */
const isOurs = (file: string): boolean => /\.(ts|mts|mjs)$/.test(file) && !/\.d\.ts$|[\\/](kernels|fixtures)[\\/]/.test(file);

function ownFiles(): readonly string[] {
  const rooms = ['src', 'webview', 'bench', 'scripts', 'test'];
  const all = rooms.flatMap((room) => readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((one) => [room, one]));
  return all.map((parts) => parts.join('/').replaceAll('\\', '/')).filter(isOurs);
}

/** Types are left out: they are gone when the program runs. */
async function importsOf(files: readonly string[]): Promise<Imports> {
  const contents = files.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n');
  const { metafile } = await build({
    ...{ stdin: { contents, resolveDir: root }, absWorkingDir: root, bundle: true, write: false, metafile: true },
    ...{ platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' },
  });
  return new Map(
    Object.entries(metafile.inputs).map(([file, { imports }]) => [
      file,
      imports.filter(({ external }) => external !== true).map(({ path: to }) => to),
    ]),
  );
}

it('finds a circle where there is one', () => {
  const open: [string, string[]][] = [
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', ['d']],
    ['d', []],
  ];
  expect(circleIn(new Map(open))).toBeNull();
  expect(circleIn(new Map([...open, ['d', ['b']]]))).toEqual(['b', 'c', 'd', 'b']);
  expect(circleIn(new Map([['a', ['a']]]))).toEqual(['a', 'a']);
});

it('there is none among our files', async () => {
  const files = ownFiles();
  const imports = await importsOf(files);
  expect(files.length).toBeGreaterThan(1000);
  expect(files.filter((file) => !imports.has(file))).toEqual([]);
  expect(circleIn(imports)).toBeNull();
});
