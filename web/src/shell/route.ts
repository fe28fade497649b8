// Where one is: a view, what of it, and its settings, all within the address after `#`.

export const VIEWS = ['board', 'desk', 'floor', 'slate', 'where', 'capacity', 'shooting', 'jobs', 'settings'] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  view: View;
  /** What of the view, such as a job's id. */
  rest: string[];
  query: Record<string, string>;
}

/** Read an address such as `#/floor/toho-7?day=2028-03-01`; the board where it names no view. */
export function routeOf(hash: string): Route {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(plain);
  const view = VIEWS.find((each) => each === parts[0]) ?? 'board';
  return { view, rest: parts.slice(1), query: Object.fromEntries(new URLSearchParams(search)) };
}

export function hashOf({ view, rest, query }: Route): string {
  const path = [view, ...rest].map(encodeURIComponent).join('/');
  const search = new URLSearchParams(query).toString();
  return `#/${path}${search ? `?${search}` : ''}`;
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
