// How wide text is drawn, and how much of it fits.

let context: CanvasRenderingContext2D | null = null;
const known = new Map<string, number>();

/** Width in pixels, in the font of the page. */
export function wide(text: string, size: number, bold: boolean): number {
  const key = `${size}${bold}${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  context ??= document.createElement('canvas').getContext('2d')!;
  context.font = `${bold ? 640 : 400} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  const width = context.measureText(text).width;
  if (known.size > 4000) known.clear();
  known.set(key, width);
  return width;
}

/** As much as fits into some room, with an ellipsis. */
export function fitted(text: string, room: number, size: number, bold: boolean): string {
  if (wide(text, size, bold) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && wide(`${letters.join('')}…`, size, bold) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
