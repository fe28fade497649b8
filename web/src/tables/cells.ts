// What people type or paste into a cell, as a value; and values as cells show them.

export type Kind = 'text' | 'number' | 'whole' | 'amount' | 'date' | 'bool' | 'list' | 'choice' | 'spans';
export type Value = unknown;

const NUMBER = /^-?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?$/;
const YES = new Set(['true', 'yes', '1', '✓', 'はい']);
const NO = new Set(['false', 'no', '0', '–', 'いいえ']);

/** A typed text as a value: undefined where the cell is empty, the text itself where it is nothing better. */
export function typed(text: string, kind: Kind): Value {
  const said = halfWidth(text).trim();
  if (said === '') return undefined;
  switch (kind) {
    case 'number':
    case 'whole':
      return /\d/.test(said) && NUMBER.test(said) ? Number(said.replaceAll(',', '')) : text.trim();
    case 'amount':
      return said.replaceAll(',', '');
    case 'date':
      return isoDate(said) ?? text.trim();
    case 'bool':
      return YES.has(said.toLowerCase()) ? true : NO.has(said.toLowerCase()) ? false : text.trim();
    case 'list':
      return text.split(/[,;、，；\n]/).map((each) => each.trim()).filter(Boolean);
    case 'spans':
      return text.split(/[,;、，；\n]/).map(span).filter((each) => each !== null);
    default:
      return text.trim();
  }
}

/** As a spreadsheet takes what is typed into a cell of no known kind. */
export function guessed(text: string): string | number | boolean | null {
  const said = text.trim();
  if (said === '') return null;
  if (/^(true|false)$/i.test(said)) return said.toLowerCase() === 'true';
  if (/\d/.test(said) && NUMBER.test(said) && !/^-?0\d/.test(said)) return Number(said.replaceAll(',', ''));
  return isoDate(said) ?? said;
}

/** A value as its cell shows it. */
export function shown(value: Value, kind: Kind): string {
  if (value === null || value === undefined) return '';
  if (kind === 'spans' && Array.isArray(value)) return (value as { from: string; to: string }[]).map((each) => `${each.from}/${each.to}`).join(', ');
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** A copied range as rows of texts; a cell in quotation marks may hold line ends. */
export function pastedCells(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') { cell += '"'; at++; } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === '\t') { rows.at(-1)!.push(cell); cell = ''; }
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at++;
      rows.at(-1)!.push(cell);
      cell = '';
      rows.push([]);
    } else cell += letter;
  }
  rows.at(-1)!.push(cell);
  const last = rows.at(-1)!;
  if (rows.length > 1 && last.length === 1 && last[0] === '') rows.pop();
  return rows;
}

function isoDate(text: string): string | null {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (!found) return null;
  const [, year, month, day] = found;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso;
}

function span(text: string): { from: string; to: string } | null {
  const ends = text.trim().split(/\s*(?:\/|–|〜|～|\.\.| to )\s*/);
  if (ends.length === 1 && ends[0] === '') return null;
  const [from, to = from] = ends;
  return { from: isoDate(halfWidth(from)) ?? from, to: isoDate(halfWidth(to)) ?? to };
}

/** Full-width digits and signs, as Japanese keyboards write them. */
function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');
}
