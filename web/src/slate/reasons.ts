// Why a title is left out and what would let it in, as the planner tells it.

import { t, type Key, type Language } from '../words';

export interface Reason {
  code: string;
  sentence?: string;
  scope?: string;
  requirements?: Clause[];
  [more: string]: unknown;
}

export interface Clause {
  kind: string;
  sentence: string;
  verified: boolean;
}

export interface Remedy {
  change: string;
  verified: boolean;
  changes: string[];
  value: number | null;
  moved: number;
}

export interface Explanation {
  title: string | null;
  outcome?: string;
  conflicts: Reason[];
  remedies: Remedy[];
}

/** A reason as a sentence; that of a conflict is its heading, as its requirements are a list. */
export function reasonIn(language: Language, reason: Reason): string {
  if (reason.code === 'conflict') return t(language, `slate.conflict.${reason.scope}` as Key);
  return reason.sentence ?? reason.code;
}
