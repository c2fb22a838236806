import type * as vscode from 'vscode';
import type { Port } from '../../shared/channel/channel.ts';

/** The host's end of the channel to a webview. */
export function webviewPort(webview: vscode.Webview, disposables: vscode.Disposable[]): Port {
  return {
    post: (message) => void webview.postMessage(message),
    onMessage: (listener) => void webview.onDidReceiveMessage(listener, undefined, disposables),
  };
}
