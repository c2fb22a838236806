import * as vscode from 'vscode';

export type Log = vscode.LogOutputChannel;

/** The output channel "Winning Ticket". */
export const createLog = (): Log => vscode.window.createOutputChannel('Winning Ticket', { log: true });

/** What went wrong, in words. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
