// Colours from the page's tokens, and a pattern for each phase, so that colour is never alone.

const COLOURS = [
  'page', 'card', 'band', 'ink', 'muted', 'line', 'line-strong', 'accent', 'focus', 'off', 'outside',
  'build', 'build-line', 'prelight', 'prelight-line', 'shoot', 'shoot-line', 'hold', 'hold-line',
  'strike', 'strike-line', 'wait', 'wait-line', 'firm', 'firm-line', 'loose', 'loose-line',
  'closure', 'closure-line', 'clash', 'good', 'warn', 'today', 'link', 'plan',
] as const;

export type Colour = (typeof COLOURS)[number];

export interface Looks {
  colour: Record<Colour, string>;
  /** By phase; null: plain. */
  pattern: (CanvasPattern | null)[];
  hatch: CanvasPattern | null;
  font: string;
}

export const PHASE_COLOURS: Colour[] = ['build', 'prelight', 'shoot', 'hold', 'strike'];
export const PHASE_LINES: Colour[] = ['build-line', 'prelight-line', 'shoot-line', 'hold-line', 'strike-line'];

/** Read the tokens as they are now, light or dark. */
export function readLooks(context: CanvasRenderingContext2D, ratio: number): Looks {
  const style = getComputedStyle(document.documentElement);
  const colour = Object.fromEntries(
    COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Record<Colour, string>;
  const tile = (draw: (c: CanvasRenderingContext2D) => void): CanvasPattern | null => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 8 * ratio;
    const c = canvas.getContext('2d')!;
    c.scale(ratio, ratio);
    draw(c);
    const pattern = context.createPattern(canvas, 'repeat');
    pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
    return pattern;
  };
  const lines = (line: string, ...paths: number[][]) =>
    tile((c) => {
      c.strokeStyle = line;
      c.globalAlpha = 0.5;
      c.lineWidth = 1;
      c.beginPath();
      for (const [x1, y1, x2, y2] of paths) {
        c.moveTo(x1, y1);
        c.lineTo(x2, y2);
      }
      c.stroke();
    });
  const up = [[-2, 10, 10, -2], [-2, 2, 2, -2], [6, 10, 10, 6]];
  const down = [[-2, -2, 10, 10], [6, -2, 10, 2], [-2, 6, 2, 10]];
  const dots = tile((c) => {
    c.fillStyle = colour['prelight-line'];
    c.globalAlpha = 0.6;
    c.fillRect(1, 1, 1.5, 1.5);
    c.fillRect(5, 5, 1.5, 1.5);
  });
  return {
    colour,
    pattern: [
      lines(colour['build-line'], ...up), dots, null,
      lines(colour['hold-line'], [0, 2, 8, 2], [0, 6, 8, 6]), lines(colour['strike-line'], ...down),
    ],
    hatch: lines(colour['closure-line'], ...up),
    font: getComputedStyle(document.body).fontFamily,
  };
}
