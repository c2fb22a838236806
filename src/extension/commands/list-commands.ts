/** How the tickets view lists experiments. */
import * as vscode from 'vscode';
import { askText } from '../notify.ts';
import type { Services } from '../services.ts';
import { type SortOrder, sortOrders } from '../views/list-options.ts';

const orderWords: Readonly<Record<SortOrder, () => string>> = {
  name: () => vscode.l10n.t('Name'),
  newest: () => vscode.l10n.t('Newest first'),
  smallest: () => vscode.l10n.t('Smallest winning ticket first'),
  accurate: () => vscode.l10n.t('Most accurate winning ticket first'),
};

/** Sort By... @param given An order, where nobody is asked. */
export async function sortBy({ list }: Services, given: unknown): Promise<void> {
  const wanted = sortOrders.find((order) => order === given);
  const now = list.state.sort;
  const items = sortOrders.map((sort) => ({
    label: orderWords[sort](),
    description: sort === now ? vscode.l10n.t('current') : '',
    sort,
  }));
  const sort = wanted ?? (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Order of the experiments') }))?.sort;
  if (sort) await list.set({ sort });
}

/** Filter...: rows that hold all of the words, in their name, state, network, data, method or verdict. @param given The words, where nobody is asked. */
export async function filter({ list }: Services, given: unknown): Promise<void> {
  const prompt = vscode.l10n.t('Words of the experiments to show: name, state, network, data, verdict');
  const text = typeof given === 'string' ? given : await askText({ prompt, value: list.state.filter });
  if (text !== undefined) await list.set({ filter: text.trim() });
}

export const clearFilter = ({ list }: Services): Promise<void> => list.set({ filter: '' });
