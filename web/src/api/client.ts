// The service over HTTP: what it answers, what it refuses, and what it tells as it happens.

const API = '/api/v1';

export interface Problem {
  status: number;
  code: string;
  detail: string;
  hint?: string;
  faults?: { place: string; what: string; right: string }[];
  blockers?: string[];
}

/** A refusal of the service; its message is for people. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    const faults = (problem.faults ?? []).map((each) => each.what).join('; ');
    super(faults ? `${problem.detail} ${faults}` : problem.detail);
  }
}

export interface Asking {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Sent as JSON; a Blob (a file) as it is, with its own type. */
  body?: unknown;
  /** Id of the change; made here where none is given. */
  key?: string;
  /** Version that was seen. */
  seen?: number;
  /** Whether it must be new: refused where something of that id stands. */
  fresh?: boolean;
}

let strange = (): void => undefined;

/** What is done where the service knows nobody who asks. */
export function atStranger(what: () => void): void {
  strange = what;
}

/** A new id for a change. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** Ask the service; raises Refusal where it says no, or cannot be reached. */
export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const method = asking.method ?? 'GET';
  // The page's language, which may be another than the browser's.
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': document.documentElement.lang };
  if (method !== 'GET') headers['Idempotency-Key'] = asking.key ?? newKey();
  if (asking.seen !== undefined) headers['If-Match'] = `"${asking.seen}"`;
  if (asking.fresh) headers['If-None-Match'] = '*';
  const file = asking.body instanceof Blob;
  if (asking.body !== undefined) headers['Content-Type'] = file ? (asking.body as Blob).type : 'application/json';
  let response: Response;
  try {
    const body = file ? (asking.body as Blob) : asking.body === undefined ? undefined : JSON.stringify(asking.body);
    response = await fetch(API + path, { method, headers, body, credentials: 'same-origin' });
  } catch {
    throw new Refusal({ status: 0, code: 'OFFLINE', detail: 'offline' });
  }
  if (response.status === 204) return undefined as T;
  if (response.ok) return (await response.json()) as T;
  if (response.status === 401) strange();
  let problem: Problem;
  try {
    problem = (await response.json()) as Problem;
  } catch {
    problem = { status: response.status, code: 'REQUEST', detail: response.statusText };
  }
  throw new Refusal(problem);
}

export interface LedgerEvent {
  seq: number;
  stage: string;
  command: string;
  kind: string;
  reservation: string | null;
  actor: string;
  body: string;
}

/** Hear of everything that happens from a place on (null: from now on); gives a way to stop. */
export function listen(
  after: string | null,
  heard: (event: LedgerEvent) => void,
  state: (open: boolean) => void,
): () => void {
  let place = after;
  let source: EventSource | null = null;
  let again = 0;
  const open = (): void => {
    source = new EventSource(place === null ? `${API}/events` : `${API}/events?after=${encodeURIComponent(place)}`);
    source.onopen = () => state(true);
    source.onerror = () => {
      state(false);
      if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(open, 2000);
    };
    source.addEventListener('ledger', (message) => {
      const told = message as MessageEvent<string>;
      place = told.lastEventId || place;
      heard(JSON.parse(told.data) as LedgerEvent);
    });
  };
  open();
  return () => {
    window.clearTimeout(again);
    source?.close();
  };
}
