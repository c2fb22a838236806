// Prints how large the files of `src` and `webview`, or of the folders given, are, and how many are imported by one other alone: the figures of docs/architecture.md.
//   node scripts/tools/measure-code.mjs [FOLDER ...]
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');
const folders = process.argv.length > 2 ? process.argv.slice(2) : ['src', 'webview'];

/** TypeScript files of a folder, declarations left out. @param {string} folder */
const filesIn = (folder) =>
  readdirSync(path.resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !file.includes('node_modules'))
    .map((file) => path.resolve(root, folder, file));

/** Lines of a text; a line break at its end begins no further one. @param {string} text */
const linesIn = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Import and re-export statements of a file: the lines they take, and the files that they name. @param {string} file @param {string} text */
function importsOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const lineOf = (/** @type {number} */ position) => source.getLineAndCharacterOfPosition(position).line;
  const lines = source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .reduce((sum, statement) => sum + lineOf(statement.end) - lineOf(statement.getStart(source)) + 1, 0);
  const named = source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text.startsWith('.') ? [moduleSpecifier.text] : [];
  });
  return { imports: lines, imported: new Set(named.map((name) => path.resolve(path.dirname(file), name))) };
}

/** @param {string} file */
function measure(file) {
  const text = readFileSync(file, 'utf8');
  return { file, lines: linesIn(text), ...importsOf(file, text) };
}

/** Files that exactly one other imports, and how many of them it has beside it. @param {readonly ReturnType<typeof measure>[]} files */
function onlyImported(files) {
  const importers = files.map(({ file }) => ({ file, by: files.filter(({ imported }) => imported.has(file)).map((other) => other.file) }));
  const once = importers.filter(({ by }) => by.length === 1);
  const beside = once.filter(({ file, by }) => path.dirname(by[0] ?? '') === path.dirname(file));
  return `${once.length} files have exactly one importer, ${beside.length} of them in its folder.`;
}

/** The value that this share of the sorted values does not exceed. @param {readonly number[]} sorted @param {number} share */
const quantile = (sorted, share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;

/** @param {readonly { lines: number, imports: number }[]} files */
function row(files) {
  const sorted = files.map(({ lines }) => lines).sort((a, b) => a - b);
  const lines = sorted.reduce((sum, one) => sum + one, 0);
  const imports = files.reduce((sum, one) => sum + one.imports, 0);
  const sizes = [0.5, 0.9, 1].map((share) => quantile(sorted, share)).join(' / ');
  const small = sorted.filter((one) => one < 20).length;
  return [files.length, lines.toLocaleString('en'), sizes, small, `${((100 * imports) / lines).toFixed(1)} %`];
}

const files = folders.flatMap(filesIn).map(measure);
if (files.length === 0) throw new Error(`${folders.join(', ')}: expected TypeScript files, found none. Name folders that have some.`);
console.log('| | files | lines | lines a file, median / p90 / max | under 20 lines | imports, share of lines |');
console.log('|---|---|---|---|---|---|');
console.log(`| ${[folders.join(' + '), ...row(files)].join(' | ')} |`);
console.log(`\n${onlyImported(files)}`);
