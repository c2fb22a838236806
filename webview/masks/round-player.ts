import { element, setAttribute, setText } from '../dom/element.ts';
import { t } from '../../src/shared/text/language.ts';

/** How long a round stands; longer where people do not want motion. */
const milliseconds = { moving: 900, still: 1800 };
const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A button that plays and pauses. @param step One step on; false where it was the last one. */
function playButton(step: () => boolean, begin: () => void): { readonly element: HTMLButtonElement; stop(): void } {
  const sign = element('span', { 'aria-hidden': 'true' });
  const press = (): void => (timer === undefined ? play() : stop());
  const node = element('button', { type: 'button', class: 'button secondary step', onclick: press }, sign);
  let timer: number | undefined;
  const look = (): void => {
    setAttribute(sign, 'class', `codicon codicon-${timer === undefined ? 'play' : 'debug-pause'}`);
    const label = timer === undefined ? t('Play the rounds') : t('Pause');
    for (const name of ['title', 'aria-label']) setAttribute(node, name, label);
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    look();
  };
  // Whoever has gone to another tab does not see it play.
  const tick = (): void => (node.offsetParent !== null && step() ? undefined : stop());
  const play = (): void => {
    begin();
    timer = window.setInterval(tick, isStill() ? milliseconds.still : milliseconds.moving);
    look();
  };
  look();
  return { element: node, stop };
}

interface RoundPlayer {
  readonly element: HTMLElement;
  draw(rounds: readonly number[], shown: number, words: string): void;
}

/** A slider through rounds, and a button that goes through them by itself. @param ready Whether the last picture has come: it does not run away from it. */
export function roundPlayer(pick: (round: number) => void, ready: () => boolean): RoundPlayer {
  const slider = element('input', { type: 'range', min: 0, step: 1, 'aria-label': t('Round whose mask is shown') });
  const words = element('span', { class: 'slider-words' });
  let rounds: readonly number[] = [];
  const at = (): number => Number(slider.value);
  const isLast = (): boolean => at() >= rounds.length - 1;
  const go = (index: number): void => pick(rounds[index] ?? 0);
  const step = (): boolean => {
    if (isLast()) return false;
    if (ready()) go(at() + 1);
    return true;
  };
  const play = playButton(step, () => (isLast() ? go(0) : undefined));
  slider.addEventListener('input', () => {
    play.stop();
    go(at());
  });
  return {
    element: element('div', { class: 'player' }, play.element, element('label', { class: 'slider' }, slider, words)),
    draw(all, shown, text) {
      rounds = all;
      slider.max = String(all.length - 1);
      slider.value = String(Math.max(0, all.indexOf(shown)));
      setAttribute(slider, 'aria-valuetext', text);
      setText(words, text);
    },
  };
}
