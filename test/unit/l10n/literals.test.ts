/** No English reaches the editor past the bundles: in the panel, the extension and the checks of configs every text that reads like words is a message. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { filesOf } from '../../../scripts/tools/messages.mjs';

const root = path.join(import.meta.dirname, '../../..');

/** Files whose words are for programs: a language model, a browser, a shell; and one whose words become a file. */
const forPrograms = new Set([
  'src/extension/agent/language-model-tools.ts',
  'src/extension/panel/panel-html.ts',
  'webview/charts/panel-colors.ts',
  'src/extension/commands/experiment-commands.ts',
  'src/shared/config/text/config-template.ts',
]);

/** Names, keys of a keyboard, style classes that are passed on, and what tells of a mistake in the program itself. */
const asTheyAre = new Set([
  ...[
    'Winning Ticket',
    '{} — Winning Ticket',
    'TensorFlow.js ({})',
    'Early-Bird',
    'Conv',
    'Escape',
    'Enter',
    'Export Report... in VS Code',
  ],
  ...['number dim', 'number of-{}'],
  ...['The panels are not connected yet.', 'The page of a sweep shows no tickets.'],
]);

/** Two words, or one that begins with a capital. */
const readsLikeWords = (text: string): boolean =>
  /[A-Za-z]{2,} [A-Za-z]{2}|^[A-Z][a-z]{2,}(?![A-Za-z.])/.test(text.replaceAll(/ ?\{\}/g, ''));

type Text = ts.StringLiteralLike | ts.TemplateExpression;
const isText = (node: ts.Node): node is Text => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

const textOf = (node: Text): string =>
  ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('') : node.text;

const isMessage = ({ expression }: ts.CallExpression): boolean => /(^|\.)(t|tell|plural|tellPlural|pluralOf)$/.test(expression.getText());

const comparisons = new Set([ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

/** Where a text is none that people read: types, names of properties, style classes, what is compared with. */
function isCode(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent)) return parent.getChildAt(0) === node || isCode(parent);
  if (ts.isLiteralTypeNode(parent) || ts.isImportDeclaration(parent) || ts.isCaseClause(parent)) return true;
  if (ts.isPropertyAssignment(parent)) return parent.name === node || parent.name.getText() === 'class';
  if (ts.isBinaryExpression(parent)) return comparisons.has(parent.operatorToken.kind);
  // setAttribute(node, 'class', 'one two')
  return ts.isCallExpression(parent) && parent.arguments.some((one) => ts.isStringLiteralLike(one) && one.text === 'class');
}

function wordsIn(file: string, content: string): string[] {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node) && !isCode(node) && readsLikeWords(textOf(node)) && !asTheyAre.has(textOf(node))) {
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${textOf(node)}`);
    }
    if (ts.isCallExpression(node) && isMessage(node)) {
      // The message is the first text or object; what it is filled with is looked at.
      const at = node.arguments.findIndex((one) => isText(one) || ts.isObjectLiteralExpression(one));
      node.arguments.filter((_, index) => index !== at).forEach(visit);
    } else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Errors that only a mistake in the program itself throws, or that are caught before anybody reads them. */
const faults: ReadonlySet<string> = new Set([
  ...['The numbers of this backend come later.', 'The tensor {} is missing.', 'The model has not been built.'],
  ...[
    'There is no preset {}.',
    'The masks differ in the shape of {}.',
    'no scales for {}',
    'no values for {}',
    'no scores or no mask for {}',
  ],
  ...['A sweep without members cannot be run.', 'This runner has its request already.', 'The content is not what the file says of it.'],
  ...['The data set {} is not loaded.', 'the run was stopped', '"{}" is no training\'s role.'],
  ...['The training thread answered "{}" to a training.', 'The training thread answered "{}" to an evaluation.'],
  'The training thread answered "{}" to a question about its pace.',
  ...['The training thread answered "{}" to a gradient.', 'The training thread answered "{}" to a question about backends.'],
  'The training thread answered "{}" to a question about its pace.',
  ...['no segment of the training has the weights of iteration {}', 'a training needs at least one segment'],
  ...[
    'There is no method {}.',
    '{} was called with what it does not take.',
    'There is no canvas to draw on.',
    'Nothing in a figure is turned.',
  ],
]);

/** Of a file whose other texts are logs or data: what it throws. */
function errorsIn(file: string, content: string): string[] {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    // A RangeError or a TypeError tells programmers that they have called a function as nobody may.
    if (ts.isNewExpression(node) && /(?<!Range|Type)Error$|^TrainingDiverged$/.test(node.expression.getText()))
      found.push(...wordsIn(file, `throw ${node.getText()};`).map((line) => line.slice(line.indexOf(': ') + 2)));
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((text) => !faults.has(text)).map((text) => `${file}: ${text}`);
}

it.each([
  ['src/data', 20],
  ['src/engine/tfjs', 20],
  ['src/formats', 20],
  ['src/lottery', 30],
  ['src/runs', 80],
  ['src/shared', 100],
])('errors of %s are told', (room, least) => {
  const files = filesOf(room).filter((file) => file !== 'src/runs/agent/agent-tools.ts');
  expect(files.length).toBeGreaterThan(least);
  expect(files.flatMap((file) => errorsIn(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});

it.each([
  ['webview', 50],
  ['src/extension', 50],
  ['src/shared/config/checks', 5],
  ['src/shared/config/facts', 4],
  ['src/shared/config/networks', 2],
  ['src/shared/config/problems', 5],
  ['src/shared/config/reading', 3],
  ['src/shared/config/sweep', 2],
  ['src/shared/config/text', 3],
])('there is none in %s', (room, least) => {
  const files = filesOf(room).filter((file) => !forPrograms.has(file));
  expect(files.length).toBeGreaterThan(least);
  expect(files.flatMap((file) => wordsIn(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});

it('finds what is shown, also within conditions and templates', () => {
  const shown = [
    `element('h2', {}, 'Results');`,
    `node.title = many ? 'no round' : t('one round');`,
    'setText(node, `and ${count} more`);',
    `t('{0} of them', 'all trials');`,
    `const what = { label: 'Close' };`,
  ];
  expect(shown.flatMap((line) => wordsIn('a.ts', line)).map((line) => line.split(': ').at(-1))).toEqual([
    ...['Results', 'no round', 'and {} more', 'all trials', 'Close'],
  ]);
  const others = [
    `element('p', { class: 'dim small' });`,
    `if (event.key === 'Home') go();`,
    `t('No rounds yet.');`,
    `type A = 'one two';`,
  ];
  expect(others.flatMap((line) => wordsIn('a.ts', line))).toEqual([]);
});
