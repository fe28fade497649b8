import { mount } from 'svelte';
import '../app.css';
import './report.css';
import type { ReportData } from './data';
import { Reader } from './reader.svelte';
import Report from './Report.svelte';

interface Block {
  kind: 'plan';
  /** The language that was asked for; null: the reader's. */
  lang: string | null;
  /** By language, sentences of the document as they are said there. */
  told: Record<string, Record<string, string>>;
  view: ReportData;
}

const block = JSON.parse(document.getElementById('data')!.textContent!) as Block;
const reader = new Reader(block.view, block.told, block.lang ?? '');
mount(Report, { target: document.getElementById('app')!, props: { reader } });
document.documentElement.dataset.ready = 'yes';
