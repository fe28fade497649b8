// The page's own colours, as they are now, for pictures that do not take them from a style sheet.

const TOKENS = {
  page: '--page', card: '--card', band: '--band', ink: '--ink', muted: '--muted', line: '--line', lineStrong: '--line-strong',
  accent: '--accent', focus: '--focus', off: '--off', outside: '--outside',
  build: '--build', buildLine: '--build-line', prelight: '--prelight', prelightLine: '--prelight-line',
  shoot: '--shoot', shootLine: '--shoot-line', hold: '--hold', holdLine: '--hold-line', wait: '--wait', waitLine: '--wait-line',
  strike: '--strike', strikeLine: '--strike-line', firm: '--firm', firmLine: '--firm-line', loose: '--loose', looseLine: '--loose-line',
  closure: '--closure', closureLine: '--closure-line', clash: '--clash', good: '--good', warn: '--warn', today: '--today',
  slate: '--slate', chalk: '--chalk',
} as const;

export type Colours = Record<keyof typeof TOKENS | 'family', string>;

/** Read them from the page. */
export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement);
  const found = Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]));
  return { ...found, family: style.fontFamily } as Colours;
}

/** Hear of every change between light and dark; gives a way to stop. */
export function atOtherColours(what: () => void): () => void {
  const asked = window.matchMedia('(prefers-color-scheme: dark)');
  const seen = new MutationObserver(what);
  seen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  asked.addEventListener('change', what);
  return () => {
    seen.disconnect();
    asked.removeEventListener('change', what);
  };
}
