import * as vscode from 'vscode';
import type { SavedFigure } from '../../shared/channel/webview-protocol.ts';
import { saveFile } from './save-file.ts';

const kinds = (): Readonly<Record<SavedFigure['kind'], string>> => ({
  png: vscode.l10n.t('PNG image'),
  svg: vscode.l10n.t('SVG drawing'),
  csv: vscode.l10n.t('Comma-separated values'),
});

/** Asks where a figure of the panel is to be saved, and saves it. */
export async function saveFigure(experiment: string, { name, kind, content }: SavedFigure): Promise<void> {
  const bytes = kind === 'png' ? Buffer.from(content, 'base64') : Buffer.from(content, 'utf8');
  await saveFile(`${experiment}-${name}.${kind}`, { [kinds()[kind]]: [kind] }, bytes);
}
