/** One function a medium makes names from elsewhere harmless: for the terminal, for notifications, for labels, for shells. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { grid, gridMarkdown } from '../../../../src/cli/text/table.ts';
import { csvTable } from '../../../../src/shared/figures/figure/csv.ts';
import { fileName } from '../../../../src/shared/text/file-name.ts';
import { inLabel, inMarkdown, plainJson, printable, withoutLinks } from '../../../../src/shared/text/plain-text.ts';
import { namedArguments, shellWord } from '../../../../src/shared/text/shell.ts';

const names = [
  'lenet',
  'two words',
  '-v2',
  '--json',
  '--',
  'x`touch pwned`',
  '$(touch pwned)',
  '$HOME',
  '${IFS}',
  "it's",
  'a"b',
  'back\\slash',
  'a;b|c&d>e<f',
  '*?[x]{1,2}',
  '!history',
  '~',
  '#1',
  'Büro 50% #1',
  'line\nbreak',
  '',
];

describe.skipIf(process.platform === 'win32')('a printed command gives the program the name as it is', () => {
  const echo = `${shellWord(process.execPath, 'linux')} -e 'process.stdout.write(JSON.stringify(process.argv.slice(1)))'`;
  it.each(['sh', 'bash'].flatMap((shell) => names.map((name) => [shell, name] as const)))('%s: %j', (shell, name) => {
    const printed = execFileSync(shell, ['-c', `${echo} -- show ${namedArguments([name], 'linux')}`], { encoding: 'utf8', cwd: '/' });
    const given = JSON.parse(printed) as string[];
    expect(given.filter((argument, index) => index > 0 && !(index === 1 && argument === '--' && given.length > 2))).toEqual([name]);
  });
});

it('a name that begins with a dash comes behind --', () => {
  expect(namedArguments(['-v2'], 'linux')).toBe("-- '-v2'");
  expect(namedArguments(['v2'], 'linux')).toBe('v2');
});

it('PowerShell takes everything between single quotes literally, doubled single quotes as one', () => {
  expect(shellWord("it's $(x) `y`", 'win32')).toBe("'it''s $(x) `y`'");
});

it.each(['\u001b[31mred', '\u009b31m', '\u001b]0;title\u0007', 'over\rwrite', '\u202Etxt.exe', 'bell\u0007', '\u0000'])(
  'no control sequence reaches a terminal: %j',
  (text) => {
    expect(printable(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  },
);

it('keeps line breaks, tabs and every letter', () => {
  expect(printable('a\n\tb é 漢 🎟')).toBe('a\n\tb é 漢 🎟');
});

/** The form in which VS Code finds links in notifications. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

it.each(['x [Repair](command:workbench.action.files.newUntitledFile)', '[a](http://b)', '[a](file:///c "t")', '[a [b](command:c)'])(
  'a notification has no link from a name: %s',
  (name) => {
    expect(name).toMatch(link);
    expect(withoutLinks(name)).not.toMatch(link);
  },
);

it('a label has no icon, no line and no length from a name', () => {
  expect(inLabel('$(trash) all')).not.toMatch(/\$\([\w-]+\)/);
  expect(inLabel('one\nother\t\u202etxt')).toBe('one\ufffdother\ufffd\ufffdtxt');
  expect(inLabel(`begin${'x'.repeat(100_000)}end`)).toMatch(/^beginx{115}\.\.\.x{117}end$/);
});

it('JSON for language models is the same to programs, and turns no writing around', () => {
  const value = { 'a\u202e': ['\u001b[31m', '\u009b', '\u200f', 'b\n', '\u{1f39f}'] };
  expect(JSON.parse(plainJson(value))).toEqual(value);
  expect(plainJson(value)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
});

it('a text without an end has one in notifications and hovers', () => {
  for (const show of [withoutLinks, inMarkdown]) expect(show(`begin ${'x '.repeat(100_000)}end`).length).toBeLessThan(5000);
});

describe('a hover shows a text as it is', () => {
  const markdown = (createRequire(import.meta.url)('markdown-it') as (options: object) => { render(text: string): string })({ html: true });
  const shown = (html: string): string =>
    html
      .replace(/^<p>|<\/p>\n$/g, '')
      .replaceAll('<br>', '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');

  it.each([
    ...names,
    'x [Repair](command:workbench.action.files.newUntitledFile)',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '# title',
    '1. first',
    '- item',
    '> quote',
    '| a | b |',
    '_a_ *b* ~~c~~ `d`',
    '97.54 % · stop 3,260 (n = 5)',
    '![picture](https://example.com/a.png)',
  ])('%j', (text) => {
    const html = markdown.render(inMarkdown(text));
    expect(shown(html)).toBe(text.trim());
    expect(html).not.toMatch(/<(?!\/?p>|br>)/);
    expect(inMarkdown(text)).not.toContain('\u00a0');
  });
});

describe("a file's name is made from any name", () => {
  it.each([
    ['lenet/trial-1/round-05', 'lenet-trial-1-round-05'],
    ['Büro 50% #1', 'Büro 50% #1'],
    ['..', '__'],
    ['.', '_'],
    ['../../etc/passwd', '_..-..-etc-passwd'],
    ['..\\..\\x', '_..-..-x'],
    ['.hidden', '_.hidden'],
    ['-rf', '_-rf'],
    [' lead', '_ lead'],
    ['', '_'],
    ['ends. ', 'ends__'],
    ['con', '_con'],
    ['AUX.txt', '_AUX.txt'],
    ['x\u202egnp.exe', 'x-gnp.exe'],
    ['a\nb\u0000\u2028c', 'a-b--c'],
  ])('%j: %j', (name, file) => {
    expect(fileName(name)).toBe(file);
  });
});

it('C093: no spreadsheet computes a name of a table, and numbers stay numbers', () => {
  const cells = ['=cmd()', "+cmd|' /C calc'!A0", '-2+3', '@SUM(1+1)', '\t=1', '-0.02', '+5', '-', '', -0.02, 1e-7];
  expect(csvTable([cells])).toBe("'=cmd(),'+cmd|' /C calc'!A0,'-2+3,'@SUM(1+1),'\t=1,-0.02,+5,-,,-0.02,1e-7\n");
});

it('a table in Markdown shows names as they are', () => {
  const name = '<img src=x onerror=y> [b](command:c) `d` *e* | f';
  const table = grid([{ title: 'a', cell: (row: string) => row }], [name]);
  expect(gridMarkdown(table).split('\n')[2]).toBe('| \\<img src=x onerror=y> \\[b\\](command:c) \\`d\\` \\*e\\* \\| f |');
});
