import { noVerdict } from '../../src/shared/results/verdict/verdict.ts';
import { element, setText } from '../dom/element.ts';
import { formatRemaining } from '../format.ts';
import type { View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';
import { labelWords } from '../../src/shared/results/verdict/verdict-words.ts';

/** Tells screen readers of each round's result, once, and of nothing else. */
export function announcer(): View {
  const node = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  let known: number | null = null;
  return {
    element: node,
    update({ snapshot: { document } }) {
      const judged = document?.rounds.filter(({ verdict }) => verdict !== null) ?? [];
      const last = judged.at(-1);
      if (known !== null && last && judged.length > known)
        setText(
          node,
          t(
            'Round {0}, {1} % of the weights remaining: {2}.',
            ...[last.round, formatRemaining(last.remaining), labelWords(last.verdict?.label ?? noVerdict)],
          ),
        );
      known = judged.length;
    },
  };
}
