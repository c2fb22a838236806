/** One function a medium makes names from elsewhere harmless: for the terminal, for notifications, for labels, for shells. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { inMarkdown, printable, withoutIcons, withoutLinks } from '../../../../src/shared/text/plain-text.ts';
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

it('a label has no icon from a name', () => {
  expect(withoutIcons('$(trash) all')).not.toMatch(/\$\([\w-]+\)/);
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
