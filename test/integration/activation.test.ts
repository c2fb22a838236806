import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('is found by VS Code', () => {
    assert.ok(vscode.extensions.getExtension('winning-ticket.winning-ticket'));
  });
});
