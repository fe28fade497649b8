// The project that is looked at: as it is kept, as it is being edited, its plan, and what is firm.

import { ask, newKey, Refusal } from '../api/client';
import { Board, type Feed } from '../board/model';
import { plans } from '../shell/plan.svelte';
import { shell } from '../shell/shell.svelte';
import * as drafts from './draft';
import type { Path } from './draft';
import { checkProject, type PlacedFault } from './incoming';
import type { Project, Title } from './project';
import { rowsOf, type Plan, type Row } from './rows';

const BOOKED = 3;
const CHECK_AFTER_MS = 500;

interface Kept {
  base: Project;
  version: number;
  draft: drafts.Draft<Project>;
}

class Slate {
  id = $state<string | null>(null);
  state = $state<'reading' | 'ready' | 'none' | 'failed'>('reading');
  failure = $state('');
  base = $state.raw<Project | null>(null);
  version = $state(0);
  draft = $state.raw<drafts.Draft<Project> | null>(null);
  plan = $state.raw<Plan | null>(null);
  firm = $state.raw<ReadonlySet<string>>(new Set());
  faults = $state.raw<PlacedFault[]>([]);
  saving = $state(false);
  /** What somebody else has kept meanwhile; to be chosen from. */
  theirs = $state.raw<{ project: Project; version: number } | null>(null);
  readonly project = $derived(this.draft?.now ?? null);
  readonly dirty = $derived(this.draft !== null && JSON.stringify(this.draft.now) !== JSON.stringify(this.base));
  readonly changes = $derived(this.dirty ? Math.max(1, drafts.countChanges(this.base!.titles, this.draft!.now.titles)) : 0);
  readonly rows: Row[] = $derived(this.project ? rowsOf(this.project, this.plan, this.firm) : []);
  private readonly unsaved = new Map<string, Kept>();
  private timer = 0;
  private asked = 0;

  /** Read everything of the project that the shell looks at; edits that were not saved come back. */
  async read(): Promise<void> {
    this.keepEdits();
    const id = shell.project;
    // Nothing of the one project may be edited, or saved, as the other.
    if (id !== this.id) this.base = this.draft = null;
    this.id = id;
    this.theirs = null;
    if (!id) {
      this.draft = null;
      this.state = shell.projects.length ? 'reading' : 'none';
      return;
    }
    if (!this.draft) this.state = 'reading';
    try {
      const { project, version } = await this.stands(id);
      if (this.id !== id) return;
      this.keepEdits(); // what was edited meanwhile
      const kept = this.unsaved.get(id);
      this.base = kept?.base ?? project;
      this.version = kept?.version ?? version;
      this.draft = kept?.draft ?? drafts.begin(project);
      this.faults = [];
      await this.readPlan();
      this.state = 'ready';
      if (kept) this.checkSoon();
    } catch (error) {
      this.failure = shell.why(error);
      this.state = 'failed';
    }
  }

  /** The newest plan of the project, and the titles that are booked on its stages. */
  async readPlan(): Promise<void> {
    await plans.read();
    this.plan = await plans.document<Plan>();
    try {
      const board = new Board(await ask<Feed>('/board'));
      const ours = new Set(this.base?.studios.flatMap((each) => ((each.stages ?? []) as { id: string }[]).map((stage) => stage.id)));
      const booked = [...board.bars.values()].filter((bar) => bar.state === BOOKED && ours.has(board.stages[bar.stage].id));
      this.firm = new Set(booked.map((bar) => board.titles[bar.title]?.id ?? ''));
    } catch {
      // Who may not see the ledger sees the slate without it.
      this.firm = new Set();
    }
  }

  /** Read anew what stands, edits dropped: after something else has changed the project. */
  async again(): Promise<void> {
    this.discard();
    if (this.id) this.unsaved.delete(this.id);
    plans.chosen = null;
    await this.read();
  }

  row(id: string): Row | null {
    return this.rows.find((each) => each.title.id === id) ?? null;
  }

  edit(project: Project): void {
    if (!this.draft) return;
    this.draft = drafts.change(this.draft, project);
    this.checkSoon();
  }

  put(path: Path, value: unknown): void {
    if (this.project) this.edit(drafts.put(this.project, path, value));
  }

  editTitles(titles: Title[]): void {
    if (this.project) this.edit({ ...this.project, titles });
  }

  undo(): void {
    if (!this.draft?.past.length) return;
    this.draft = drafts.undo(this.draft);
    shell.say(shell.t('slate.undone'));
    this.checkSoon();
  }

  redo(): void {
    if (!this.draft?.future.length) return;
    this.draft = drafts.redo(this.draft);
    shell.say(shell.t('slate.redone'));
    this.checkSoon();
  }

  discard(): void {
    if (this.base) this.draft = drafts.begin(this.base);
    this.faults = [];
  }

  /** Keep what was edited; where it has faults they are told, where others were faster they are shown. */
  async save(): Promise<boolean> {
    if (!this.id || !this.project || this.saving) return false;
    this.saving = true;
    try {
      if (!(await this.check())) {
        shell.tell(shell.t('slate.faults.told', { n: this.faults.length }), true);
        return false;
      }
      await this.keep(this.project, this.version);
      shell.tell(shell.t('slate.saved'));
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.problem.status === 412) this.theirs = await this.stands(this.id);
      else shell.tell(shell.why(error), true);
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** Keep a project in place of the version that was seen, and look at it. */
  async keep(project: Project, seen: number): Promise<void> {
    const card = await ask<{ version: number }>(this.address(this.id!), { method: 'PUT', body: project, seen, key: newKey() });
    this.unsaved.delete(this.id!);
    const stands = await this.stands(this.id!);
    this.base = stands.project;
    this.version = card.version;
    this.draft = drafts.begin(stands.project);
    this.faults = [];
    this.theirs = null;
    await shell.readProjects();
  }

  /** Keep a project that is new here, and look at it. */
  async create(id: string, project: Project): Promise<void> {
    await ask(this.address(id), { method: 'PUT', body: project, fresh: true });
    await shell.readProjects();
    shell.project = id;
  }

  /** Ask the service for the faults of what is being edited; whether there are none. */
  async check(): Promise<boolean> {
    if (!this.project) return false;
    const turn = ++this.asked;
    const { faults } = await checkProject(this.project);
    if (turn === this.asked) this.faults = faults;
    return faults.length === 0;
  }

  /** The fault at a path, or within it. */
  faultAt(path: Path): PlacedFault | null {
    return this.faults.find((each) => each.path !== null && path.every((step, at) => each.path![at] === step)) ?? null;
  }

  private checkSoon(): void {
    window.clearTimeout(this.timer);
    if (!this.dirty) {
      this.faults = [];
      return;
    }
    this.timer = window.setTimeout(() => {
      this.check().catch((error: unknown) => shell.tell(shell.why(error), true));
    }, CHECK_AFTER_MS);
  }

  private keepEdits(): void {
    if (this.id && this.base && this.draft && this.dirty) this.unsaved.set(this.id, { base: this.base, version: this.version, draft: this.draft });
  }

  private async stands(id: string): Promise<{ project: Project; version: number }> {
    // The version first: where somebody is faster between the two, saving is refused and not theirs lost.
    await shell.readProjects();
    const version = shell.projects.find((each) => each.id === id)?.version ?? 0;
    return { project: await ask<Project>(this.address(id)), version };
  }

  private address(id: string): string {
    return `/projects/${encodeURIComponent(id)}`;
  }
}

export const slate = new Slate();
