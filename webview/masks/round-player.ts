import { element, setAttribute, setText } from '../dom/element.ts';

/** How long a round stands; longer where people do not want motion. */
const milliseconds = { moving: 900, still: 1800 };
const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

interface RoundPlayer {
  readonly element: HTMLElement;
  draw(rounds: readonly number[], shown: number, words: string): void;
}

/** A slider through rounds, and a button that goes through them by itself. @param ready Whether the last picture has come: it does not run away from it. */
export function roundPlayer(pick: (round: number) => void, ready: () => boolean): RoundPlayer {
  const slider = element('input', { type: 'range', min: 0, step: 1, 'aria-label': 'Round whose mask is shown' });
  const words = element('span', { class: 'slider-words' });
  const sign = element('span', { 'aria-hidden': 'true' });
  const button = element(
    'button',
    { type: 'button', class: 'button secondary step', onclick: () => (timer === undefined ? play() : stop()) },
    sign,
  );
  let rounds: readonly number[] = [];
  let timer: number | undefined;
  const at = (): number => Number(slider.value);
  const go = (index: number): void => pick(rounds[index] ?? 0);
  const look = (): void => {
    setAttribute(sign, 'class', `codicon codicon-${timer === undefined ? 'play' : 'debug-pause'}`);
    const label = timer === undefined ? 'Play the rounds' : 'Pause';
    for (const name of ['title', 'aria-label']) setAttribute(button, name, label);
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    look();
  };
  const tick = (): void => {
    if (button.offsetParent === null || at() >= rounds.length - 1) stop();
    else if (ready()) go(at() + 1);
  };
  const play = (): void => {
    if (at() >= rounds.length - 1) go(0);
    timer = window.setInterval(tick, isStill() ? milliseconds.still : milliseconds.moving);
    look();
  };
  slider.addEventListener('input', () => {
    stop();
    go(at());
  });
  look();
  return {
    element: element('div', { class: 'player' }, button, element('label', { class: 'slider' }, slider, words)),
    draw(all, shown, text) {
      rounds = all;
      slider.max = String(all.length - 1);
      slider.value = String(Math.max(0, all.indexOf(shown)));
      setAttribute(slider, 'aria-valuetext', text);
      setText(words, text);
    },
  };
}
