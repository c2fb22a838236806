/**
 * Completion, hover, outline, folding and formatting of configs. VS Code's own language service for JSON gives them from our schema;
 * Problems are not asked of it, since ours say more (config-problems.ts) and nobody wants two for one fault.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type {
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  LanguageService,
  Range,
  TextDocument,
  TextEdit,
} from 'vscode-json-languageservice';
import * as vscode from 'vscode';
import { referencePlace } from '../../shared/config/reference/reference-place.ts';
import { translated } from '../../shared/text/language.ts';

interface Service {
  readonly json: LanguageService;
  documentOf(document: vscode.TextDocument): TextDocument;
  /** Where the reference of the config's keys says more. */
  referenceAt(document: vscode.TextDocument, position: vscode.Position): vscode.MarkdownString | undefined;
}

/** For JSON.parse: keys and values of configs are the same in every language, what is said of them is not. */
const inOwnLanguage = (key: string, value: unknown): unknown =>
  key === 'description' && typeof value === 'string' ? translated(value) : value;

/** Its code is run when the first config is completed or hovered over, not when VS Code starts. */
async function startService(schemaFile: string): Promise<Service> {
  const { ClientCapabilities, getLanguageService, TextDocument } = await import('vscode-json-languageservice');
  const json = getLanguageService({ clientCapabilities: ClientCapabilities.LATEST });
  const schema = JSON.parse(await readFile(schemaFile, 'utf8'), inOwnLanguage) as object;
  json.configure({ validate: false, allowComments: true, schemas: [{ uri: 'schema:config', fileMatch: ['*'], schema }] });
  const media = path.dirname(schemaFile);
  const lines = JSON.parse(await readFile(path.join(media, 'config-reference.json'), 'utf8')) as Record<string, number>;
  const page = vscode.Uri.file(path.join(media, '../docs/config-reference.md'));
  return {
    json,
    referenceAt: (document, position) => {
      const place = referencePlace(lines, document.getText(), document.offsetAt(position));
      const target = page.with({ fragment: `L${String(place?.line ?? 1)}` });
      return place && new vscode.MarkdownString(`[${vscode.l10n.t('Reference')}](${target.toString()})`);
    },
    documentOf: (document) => TextDocument.create(document.uri.toString(), 'jsonc', document.version, document.getText()),
  };
}

const rangeOf = ({ start, end }: Range): vscode.Range => new vscode.Range(start.line, start.character, end.line, end.character);

const editOf = ({ range, newText }: TextEdit): vscode.TextEdit => new vscode.TextEdit(rangeOf(range), newText);

const wordsOf = (text: string | { readonly value: string } | undefined): vscode.MarkdownString | undefined =>
  text === undefined ? undefined : new vscode.MarkdownString(typeof text === 'string' ? text : text.value);

/** Kinds of completions and of symbols count from 1 in the language server protocol, from 0 in VS Code. */
const fromZero = (kind: number | undefined): number => (kind ?? 1) - 1;

const isSnippet = ({ insertTextFormat }: CompletionItem): boolean => insertTextFormat === 2;

function completionOf(item: CompletionItem): vscode.CompletionItem {
  const completion = new vscode.CompletionItem(item.label, fromZero(item.kind));
  const text = item.textEdit?.newText ?? item.insertText ?? item.label;
  completion.insertText = isSnippet(item) ? new vscode.SnippetString(text) : text;
  if (item.textEdit && 'range' in item.textEdit) completion.range = rangeOf(item.textEdit.range);
  const documentation = wordsOf(item.documentation);
  if (documentation) completion.documentation = documentation;
  if (item.detail !== undefined) completion.detail = item.detail;
  if (item.filterText !== undefined) completion.filterText = item.filterText;
  if (item.sortText !== undefined) completion.sortText = item.sortText;
  return completion;
}

function symbolOf({ name, detail = '', kind, range, selectionRange, children = [] }: DocumentSymbol): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(name, detail, fromZero(kind), rangeOf(range), rangeOf(selectionRange));
  symbol.children = children.map(symbolOf);
  return symbol;
}

const foldingOf = ({ startLine, endLine }: FoldingRange): vscode.FoldingRange => new vscode.FoldingRange(startLine, endLine);

type Providers = vscode.CompletionItemProvider &
  vscode.HoverProvider &
  vscode.DocumentSymbolProvider &
  vscode.FoldingRangeProvider &
  vscode.DocumentFormattingEditProvider;

function providersOf(service: () => Promise<Service>): Providers {
  return {
    async provideCompletionItems(document, position) {
      const { json, documentOf } = await service();
      const text = documentOf(document);
      const list = await json.doComplete(text, position, json.parseJSONDocument(text));
      return list && new vscode.CompletionList(list.items.map(completionOf), list.isIncomplete);
    },
    async provideHover(document, position) {
      const { json, documentOf, referenceAt } = await service();
      const text = documentOf(document);
      const hover = await json.doHover(text, position, json.parseJSONDocument(text));
      if (!hover) return null;
      const contents = [hover.contents].flat().flatMap((one) => wordsOf(one) ?? []);
      const more = referenceAt(document, position);
      return new vscode.Hover(more ? [...contents, more] : contents, hover.range && rangeOf(hover.range));
    },
    async provideDocumentSymbols(document) {
      const { json, documentOf } = await service();
      const text = documentOf(document);
      return json.findDocumentSymbols2(text, json.parseJSONDocument(text)).map(symbolOf);
    },
    async provideFoldingRanges(document) {
      const { json, documentOf } = await service();
      return json.getFoldingRanges(documentOf(document)).map(foldingOf);
    },
    async provideDocumentFormattingEdits(document, { tabSize, insertSpaces }) {
      const { json, documentOf } = await service();
      return json.format(documentOf(document), undefined, { tabSize, insertSpaces }).map(editOf);
    },
  };
}

/** @param schemaFile The config's JSON schema. */
export function registerConfigLanguage(selector: vscode.DocumentSelector, schemaFile: string): vscode.Disposable {
  let started: Promise<Service> | undefined;
  const providers = providersOf(() => (started ??= startService(schemaFile)));
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerCompletionItemProvider(selector, providers, '"', ':', ' '),
    languages.registerHoverProvider(selector, providers),
    languages.registerDocumentSymbolProvider(selector, providers),
    languages.registerFoldingRangeProvider(selector, providers),
    languages.registerDocumentFormattingEditProvider(selector, providers),
  );
}
