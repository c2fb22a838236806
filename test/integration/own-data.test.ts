/** The editor reads small data sets of one's own, without any run, and says what of a config does not fit them. */
import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { cleanFolder, folder, openConfig, waitFor, writeConfig } from './support.ts';

const table = (): string => path.join(folder(), 'beans.csv');

const rows = (classes: number): string =>
  ['length,width,label', ...Array.from({ length: 60 }, (_, row) => `${row % 7},${row % 5},${row % classes}`), ''].join('\n');

/** A config whose last layer has so many units. */
const config = (units: number): object => ({
  dataset: { kind: 'csv', train: 'beans.csv', test: 'beans.csv' },
  network: { layers: [{ units: 8 }, { units }] },
  training: { iterations: 20, evaluateEvery: 10, batchSize: 10, validationSize: 10 },
});

/** Severity, underlined text and message of every Problem. */
const problemsOf = (document: vscode.TextDocument): readonly (readonly [vscode.DiagnosticSeverity, string, string])[] =>
  vscode.languages
    .getDiagnostics(document.uri)
    .map(({ severity, range, message }) => [severity, document.getText(range).replace(/\s+/g, ' '), message]);

const theProblem = (document: vscode.TextDocument, words: RegExp): Promise<readonly [vscode.DiagnosticSeverity, string, string]> =>
  waitFor(`the only Problem, ${String(words)}`, () => {
    const [first, ...others] = problemsOf(document);
    return first && others.length === 0 && words.test(first[2]) ? first : undefined;
  });

const noProblem = (document: vscode.TextDocument): Promise<true> =>
  waitFor('no Problem', () => problemsOf(document).length === 0 || undefined);

async function mendAtTheBulb(document: vscode.TextDocument, title: string): Promise<void> {
  const [problem] = vscode.languages.getDiagnostics(document.uri);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    problem?.range,
  );
  const fix = actions.find((action) => action.title === title);
  assert.ok(fix?.edit, actions.map((action) => action.title).join());
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
}

/** As a student does it: the table is opened, changed and saved in the editor. */
async function saveTable(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(table());
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.ok(await document.save());
}

describe("a data set of one's own", () => {
  afterEach(async () => {
    await cleanFolder('beans', 'labels');
    rmSync(table(), { force: true });
  });

  it('has fewer classes than the last layer has units: a Problem without any run, mended at the bulb', async () => {
    writeFileSync(table(), rows(3));
    const document = await openConfig(writeConfig('beans', config(10)));
    assert.deepEqual(await theProblem(document, /The labels are 0 to 2/), [
      ...[vscode.DiagnosticSeverity.Warning, '10', 'The labels are 0 to 2, and the last layer has 10 units: 3 are enough.'],
    ]);
    await mendAtTheBulb(document, 'Change to 3');
    await noProblem(document);
    assert.match(document.getText(), /"units": 3/);
    assert.ok(!existsSync(path.join(folder(), '.winning-ticket')), 'nothing has run');
  });

  it('is read anew when it was changed: more classes than units are said with their line, and go with it', async () => {
    writeFileSync(table(), rows(3));
    const document = await openConfig(writeConfig('labels', config(4)));
    await theProblem(document, /The labels are 0 to 2, and the last layer has 4 units/);
    await saveTable(rows(5));
    const [severity, place, message] = await theProblem(document, /give the last layer 5 units/);
    assert.equal(severity, vscode.DiagnosticSeverity.Warning);
    assert.match(place, /^\{ "kind": "csv"/);
    assert.match(message, /beans\.csv: line 6: label 4, classes 0\.\.3; give the last layer 5 units/);
    await saveTable(rows(4));
    await noProblem(document);
  });

  it('is read anew where it made an error of what the config says', async () => {
    writeFileSync(table(), rows(3));
    const document = await openConfig(writeConfig('beans', { ...config(3), training: { validationSize: 60, batchSize: 10 } }));
    await theProblem(document, /^validationSize must be below 60/);
    await saveTable(`${rows(3)}${rows(3).split('\n').slice(1).join('\n')}`);
    await noProblem(document);
  });

  it('is read anew when its config is turned to, where another program has changed it', async () => {
    writeFileSync(table(), rows(3));
    const document = await openConfig(writeConfig('labels', config(4)));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(table()));
    await theProblem(document, /The labels are 0 to 2, and the last layer has 4 units/);
    // Whatever was to be looked at by then has been.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    writeFileSync(table(), rows(2));
    await vscode.window.showTextDocument(document);
    await theProblem(document, /The labels are 0 to 1, and the last layer has 4 units/);
  });
});
