// Runs inside VS Code's extension host: begins the run of the folder's config and stays until it is killed.
const vscode = require('vscode');

exports.run = async () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('the test needs a folder');
  await vscode.commands.executeCommand('winningTicket.find', vscode.Uri.joinPath(folder.uri, 'small.lottery.json'));
  await new Promise(() => undefined);
};
