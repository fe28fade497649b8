// What was done, to be undone and done again.

export class History<T> {
  private readonly before: T[] = [];
  private readonly after: T[] = [];

  constructor(
    private now: T,
    private readonly most = 300,
  ) {}

  get current(): T {
    return this.now;
  }
  get canUndo(): boolean {
    return this.before.length > 0;
  }
  get canRedo(): boolean {
    return this.after.length > 0;
  }

  /** Something new; what was undone before can no longer be done again. */
  put(next: T): void {
    if (next === this.now) return;
    this.before.push(this.now);
    if (this.before.length > this.most) this.before.shift();
    this.after.length = 0;
    this.now = next;
  }

  undo(): T {
    const last = this.before.pop();
    if (last === undefined) return this.now;
    this.after.push(this.now);
    return (this.now = last);
  }

  redo(): T {
    const next = this.after.pop();
    if (next === undefined) return this.now;
    this.before.push(this.now);
    return (this.now = next);
  }
}
