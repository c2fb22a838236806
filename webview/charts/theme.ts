const known = new Map<string, string>();
let changes = 0;

/** Another one with each theme. */
export const themeNumber = (): number => changes;

/** Colours as the theme has them now; canvases cannot read CSS variables themselves. */
export function color(variable: string): string {
  const value = known.get(variable) ?? read(variable);
  known.set(variable, value);
  return value;
}

function read(variable: string): string {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

export const fontFamily = (): string => getComputedStyle(document.body).fontFamily;

/** VS Code tells of a new theme by the body's class and the root's style. */
export function onThemeChange(listener: () => void): void {
  const observer = new MutationObserver(() => {
    known.clear();
    changes++;
    listener();
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
