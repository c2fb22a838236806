/** Names of the network's layers, where a config gives each a rate of its own: the schema cannot know them. */
import { getLocation } from 'jsonc-parser';
import * as vscode from 'vscode';
import { weightLayers } from '../../shared/config/networks/layer-names.ts';
import { configSchema } from '../../shared/config/schema/schema.ts';
import { parseText } from '../../shared/config/text/parse-text.ts';
import { isJsonObject } from '../../shared/text/json-value.ts';
import { rangeOf } from '../config/config-document.ts';

/** Of the network that the text describes, whatever else is wrong with it. */
function layersIn(text: string): readonly string[] {
  const { value } = parseText(text);
  const network = configSchema.shape.network.safeParse(isJsonObject(value) ? value['network'] : undefined);
  return network.success ? weightLayers(network.data).map(({ name }) => name) : [];
}

/** At a key of `pruning.rates`. */
export const layerCompletion: vscode.CompletionItemProvider = {
  provideCompletionItems(document, position) {
    const text = document.getText();
    const { path, isAtPropertyKey, previousNode } = getLocation(text, document.offsetAt(position));
    if (!isAtPropertyKey || path.length !== 3 || path[0] !== 'pruning' || path[1] !== 'rates') return [];
    const written = previousNode?.type === 'property' || previousNode?.type === 'string' ? previousNode : undefined;
    return layersIn(text).map((name) => {
      const item = new vscode.CompletionItem(JSON.stringify(name), vscode.CompletionItemKind.Property);
      item.detail = vscode.l10n.t('Rate of this layer');
      item.insertText = new vscode.SnippetString(written ? JSON.stringify(name) : `${JSON.stringify(name)}: \${1:0.2}`);
      if (written) item.range = rangeOf(document, written);
      return item;
    });
  },
};
