import * as vscode from 'vscode';

/** Where native TensorFlow is installed for all windows; runners look there. */
export const nativeFolder = ({ globalStorageUri }: vscode.ExtensionContext): string =>
  vscode.Uri.joinPath(globalStorageUri, 'tensorflow').fsPath;
