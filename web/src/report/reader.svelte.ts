// What the reader of a report has chosen; nothing of it is kept, as the report may lie anywhere.

import type { Unit } from '../shell/shell.svelte';
import { areaIn, t, type Key, type Language } from '../words';
import type { ReportData } from './data';

export class Reader {
  language = $state<Language>('en');
  unit = $state<Unit>('m2');
  /** The title that is picked out; null: all. */
  title = $state<number | null>(null);
  /** The date of the floors. */
  day = $state(0);
  spoken = $state('');
  /** Whether the page goes to the printer. */
  printing = $state(false);

  constructor(readonly data: ReportData, private readonly told: Partial<Record<Language, Record<string, string>>>, lang: string) {
    this.language = lang === 'ja' || (lang !== 'en' && navigator.language.startsWith('ja')) ? 'ja' : 'en';
  }

  t(key: Key, values: Record<string, string | number> = {}): string {
    return t(this.language, key, values);
  }

  /** A sentence of the planner in the reader's language; as it was said where nobody has put it into that one. */
  own(sentence: string): string {
    return this.told[this.language]?.[sentence] ?? sentence;
  }

  area(m2: number | null): string {
    return m2 === null ? '–' : areaIn(this.language, this.unit, m2);
  }

  pick(title: number): void {
    this.title = this.title === title ? null : title;
    this.say(this.title === null ? this.t('report.clear') : this.t('report.selected', { name: this.data.titles[title].name }));
  }

  say(text: string): void {
    this.spoken = this.spoken === text ? `${text}\u00a0` : text;
  }
}
