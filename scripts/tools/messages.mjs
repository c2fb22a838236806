// Finds every message that people read in VS Code, and what a bundle of translations lacks of them.
//   node scripts/tools/messages.mjs ru       prints what l10n/bundle.l10n.ru.json and package.nls.ru.json lack and what nobody uses
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');
/** Rooms whose words reach VS Code. */
const rooms = ['src/data', 'src/engine', 'src/extension', 'src/shared', 'src/formats', 'src/lottery', 'src/runs', 'webview'];

/** @typedef {{ key: string, message: string, place: string }} Message A key of bundles, its English words, and where it is used. */
/** @typedef {{ messages: Message[], plurals: Message[], mistakes: string[] }} Found `plurals` are keys of the form `other`. */

/** @param {ts.Expression} node @returns {string | null} The text of a literal. */
const literal = (node) => (ts.isStringLiteralLike(node) ? node.text : null);

/** @param {ts.ObjectLiteralExpression} node @param {string} name @returns {string | null} */
function property(node, name) {
  const found = node.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === name);
  return found && ts.isPropertyAssignment(found) ? literal(found.initializer) : null;
}

/** @param {ts.Expression | undefined} node @returns {{ key: string, message: string } | null} A message: a literal, or one with a comment. */
function messageOf(node) {
  if (!node) return null;
  if (!ts.isObjectLiteralExpression(node)) {
    const message = literal(node);
    return message === null ? null : { key: message, message };
  }
  const [message, comment] = [property(node, 'message'), property(node, 'comment')];
  return message === null || comment === null ? null : { key: `${message}/${comment}`, message };
}

/** @param {ts.Node} node Whether a function stands around it: what is said when a module is loaded is said before a language is set. */
const isLate = (node) => ts.findAncestor(node, (one) => ts.isFunctionLike(one) || ts.isPropertyDeclaration(one)) !== undefined;

/** The calls, and at which argument their message stands. @type {Readonly<Record<string, number>>} */
const calls = { t: 0, tell: 0, 'vscode.l10n.t': 0, 'l10n.t': 0, plural: 1, tellPlural: 1, pluralOf: 2 };
/** What is told is data, and said later. */
const told = new Set(['tell', 'tellPlural']);

/** @param {ts.CallExpression} call @param {string} place @param {Found} found */
function readCall(call, place, found) {
  const name = call.expression.getText();
  const at = Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (at === undefined) return;
  const message = call.arguments[at];
  if (at === 0) {
    const said = messageOf(message);
    if (said === null) found.mistakes.push(`${place}: the message of ${name} is no literal`);
    else found.messages.push({ ...said, place });
  } else {
    const key = message && ts.isObjectLiteralExpression(message) ? property(message, 'other') : null;
    if (key === null) found.mistakes.push(`${place}: the forms of ${name} are no literals`);
    else found.plurals.push({ key, message: key, place });
  }
  if (!told.has(name) && !isLate(call)) found.mistakes.push(`${place}: ${name} is called while its module is loaded`);
}

/** @param {string} file @param {Found} found */
function readFile(file, found) {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node))
      readCall(node, `${file}:${String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`, found);
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** @param {string} room @returns {string[]} Its TypeScript files, from the root. */
export const filesOf = (room) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(room, name.replaceAll('\\', '/')));

/** @param {unknown} value @returns {string[]} What a JSON schema says of its keys. */
function descriptionsIn(value) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === 'description' && typeof one === 'string' ? [one] : descriptionsIn(one)));
}

const schemaFile = 'media/lottery.schema.json';

/** The functions themselves pass on what they are given. */
const own = new Set(['src/shared/text/language.ts', 'src/shared/text/plural.ts', 'src/shared/text/told.ts']);

/** @returns {Found} Every message of the program. */
export function findMessages() {
  /** @type {Found} */
  const found = { messages: [], plurals: [], mistakes: [] };
  for (const file of rooms.flatMap(filesOf)) if (!own.has(file)) readFile(file, found);
  for (const message of new Set(descriptionsIn(json(schemaFile)))) found.messages.push({ key: message, message, place: schemaFile });
  return found;
}

/** @param {string} message @returns {string} The places of its arguments: "{0} {1}". */
const placesOf = (message) => [...new Set(message.match(/\{\d+\}/g) ?? [])].toSorted().join(' ');

/** @param {string} key A message that may have a comment. */
const withoutComment = (key) => key.replace(/\/[^/]*$/, '');

/** @param {string} locale @param {Found} found @returns {Map<string, string>} Every key that a bundle of the language has to have, with its English message. */
function wanted(locale, { messages, plurals }) {
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
  const forms = plurals.flatMap(({ key }) =>
    pluralCategories.map((category) => /** @type {const} */ ([category === 'other' ? key : `${key} [${category}]`, key])),
  );
  return new Map([...messages.map(({ key }) => /** @type {const} */ ([key, key])), ...forms]);
}

/** @param {string} file @returns {Record<string, string>} */
const json = (file) => (existsSync(path.join(root, file)) ? JSON.parse(readFileSync(path.join(root, file), 'utf8')) : {});

/** @param {ReadonlyMap<string, string>} needed English messages by key. @param {Record<string, string>} bundle */
function compare(needed, bundle) {
  const wrong = [...needed].filter(([key, message]) => {
    const translated = bundle[key];
    if (translated === undefined) return false;
    // A form for one thing may name it without its number.
    const places = key.endsWith('[one]') ? placesOf(`${translated} {0}`) : placesOf(translated);
    const expected = key.endsWith('[one]') ? placesOf(`${message} {0}`) : placesOf(message);
    return places !== expected && places !== placesOf(withoutComment(message));
  });
  return {
    missing: [...needed.keys()].filter((key) => !Object.hasOwn(bundle, key)),
    unused: Object.keys(bundle).filter((key) => !needed.has(key)),
    wrong: wrong.map(([key]) => key),
  };
}

/** @param {string} locale What its bundle lacks, has in vain, and whose places of arguments differ from the English message's. */
export const checkBundle = (locale) => compare(wanted(locale, findMessages()), json(`l10n/bundle.l10n.${locale}.json`));

/** @param {string} locale The same of the manifest, whose keys stand in package.json. */
export function checkManifest(locale) {
  const english = json('package.nls.json');
  const used = new Set(readFileSync(path.join(root, 'package.json'), 'utf8').match(/(?<="%)[\w.]+(?=%")/g));
  const needed = new Map([...(used ?? [])].map((key) => /** @type {const} */ ([key, english[key] ?? ''])));
  return compare(needed, locale === 'en' ? english : json(`package.nls.${locale}.json`));
}

/** @returns {string[]} The languages that have a bundle. */
export const locales = () => readdirSync(path.join(root, 'l10n')).flatMap((name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? []);

if (process.argv[1] === import.meta.filename) {
  const locale = process.argv[2] ?? 'ru';
  console.log(JSON.stringify({ bundle: checkBundle(locale), manifest: checkManifest(locale), mistakes: findMessages().mistakes }, null, 1));
}
