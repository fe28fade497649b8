// The timeline board: rows of lanes of bars over days, drawn on one canvas. Geometry and state;
// `board_draw.js` draws it and `board_input.js` moves it.
//
// A board shows `rows`: { group } heads, and { label, sub, note, lanes, off, closed, closures },
// whose lanes hold bars in order of days: { id, days, segments, title, label, lines, text }.

const HEADER = 40;
const LANE = 32;
const ROW_PAD = 6;
const GROUP = 30;
const LEAST_DAYS = 7;

/** Lay bars into as few lanes as hold them without overlap; bars come sorted by first day. */
function intoLanes(bars) {
  const lanes = [];
  for (const bar of bars) {
    let lane = lanes.find((each) => each[each.length - 1].days[1] <= bar.days[0]);
    if (!lane) lanes.push((lane = []));
    lane.push(bar);
  }
  return lanes;
}

/** Place of the first bar of a lane that ends after `day`. */
function firstAfter(lane, day) {
  let low = 0;
  let high = lane.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lane[middle].days[1] > day) high = middle;
    else low = middle + 1;
  }
  return low;
}

class Board {
  constructor(host, { rows, label, name }) {
    this.rows = rows;
    this.name = name;
    this.view = { from: -data.days * 0.01, to: data.days * 1.01 };
    this.hovered = null;
    this.focused = null;
    this.printing = false;
    this.queued = 0;
    this.drawings = 0;
    this.place();
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.handle = h("button", { type: "button", class: "handle", "aria-label": word("timeline.focus") });
    this.sizer = h("div", { class: "sizer" });
    this.scroller = h("div", { class: "board", role: "group", "aria-label": label }, this.canvas, this.handle, this.sizer);
    host.replaceChildren(this.scroller);
    this.context = this.canvas.getContext("2d", { alpha: false });
    this.scroller.addEventListener("scroll", () => this.draw());
    new ResizeObserver(() => this.resize()).observe(this.scroller);
    listenForInput(this);
    this.resize();
  }

  /** Give every row its top and height. */
  place() {
    let top = HEADER;
    for (const row of this.rows) {
      row.top = top;
      row.height = row.group !== undefined ? GROUP : Math.max(1, row.lanes.length) * LANE + ROW_PAD * 2;
      row.lanes?.forEach((lane, number) => lane.forEach((bar) => { bar.row = row; bar.lane = number; }));
      top += row.height;
    }
    this.height = top + 1;
    this.bars = this.rows.filter((row) => row.lanes).flatMap((row) => row.lanes.flat());
    this.byId = new Map(this.bars.map((bar) => [bar.id, bar]));
  }

  /** On a phone, titles stand above their bars instead of beside them. */
  get inline() { return this.width < 640 && this.name === "titles"; }
  get gutter() { return this.inline ? 10 : this.width < 640 ? 92 : 178; }
  get scale() { return (this.width - this.gutter) / (this.view.to - this.view.from); }
  get top() { return this.scroller.scrollTop; }
  x(day) { return this.gutter + (day - this.view.from) * this.scale; }
  day(x) { return this.view.from + (x - this.gutter) / this.scale; }

  /** Where a bar lies on the canvas: { x, y, width, height }. */
  rectOf(id) {
    const bar = this.byId.get(id);
    const x = this.x(bar.days[0]);
    const y = bar.row.top + ROW_PAD + bar.lane * LANE - this.top;
    return { x, y, width: this.x(bar.days[1]) - x, height: LANE - 3 };
  }

  resize() {
    const width = this.scroller.clientWidth;
    if (!width) return;
    const most = this.printing ? 4000 : Math.max(900, innerHeight * 0.8);
    this.width = width;
    this.visible = Math.min(this.height, most);
    this.ratio = Math.min(3, devicePixelRatio || 1);
    this.scroller.style.height = `${this.visible + 2}px`;
    this.sizer.style.height = `${this.height - this.visible}px`;
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(this.visible * this.ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${this.visible}px`;
    drawBoard(this);
  }

  /** Draw soon; several calls before the next frame make one drawing. */
  draw() {
    if (this.queued) return;
    this.queued = requestAnimationFrame(() => {
      this.queued = 0;
      drawBoard(this);
    });
  }

  /** Whether nothing waits to be drawn. */
  idle() { return this.queued === 0; }

  show(from, to) {
    const margin = Math.max(2, data.days * 0.02);
    const least = Math.min(LEAST_DAYS, data.days);
    const width = Math.min(Math.max(to - from, least), data.days + margin * 2);
    const middle = (from + to) / 2;
    const start = Math.min(Math.max(middle - width / 2, -margin), data.days + margin - width);
    this.view = { from: start, to: start + width };
    this.draw();
    this.moved?.(this.view);
  }

  zoom(factor, day = (this.view.from + this.view.to) / 2) {
    const { from, to } = this.view;
    const least = Math.min(LEAST_DAYS, data.days) / (to - from);
    const by = Math.max(factor, least);
    this.show(day - (day - from) * by, day + (to - day) * by);
  }

  pan(days) { this.show(this.view.from + days, this.view.to + days); }
  fit() { this.show(-data.days * 0.01, data.days * 1.01); }

  rowAt(y) {
    const at = y + this.top;
    return y < HEADER ? undefined : this.rows.find((row) => row.lanes && row.top <= at && at < row.top + row.height);
  }

  /** The bar under a point of the canvas. */
  barAt(x, y) {
    const row = x < this.gutter ? undefined : this.rowAt(y);
    if (!row) return null;
    const lane = row.lanes[Math.floor((y + this.top - row.top - ROW_PAD) / LANE)];
    if (!lane) return null;
    const slack = 2 / this.scale;
    const bar = lane[firstAfter(lane, this.day(x) - slack)];
    return bar && bar.days[0] <= this.day(x) + slack ? bar : null;
  }

  /** Bring a bar into view, if it is not. */
  reveal(bar) {
    const { from, to } = this.view;
    if (bar.days[0] < from || bar.days[1] > to) {
      const middle = (bar.days[0] + bar.days[1]) / 2;
      this.show(middle - (to - from) / 2, middle + (to - from) / 2);
    }
    const y = bar.row.top + bar.lane * LANE;
    if (y - this.top < HEADER) this.scroller.scrollTop = y - HEADER;
    if (y + LANE + ROW_PAD - this.top > this.visible) this.scroller.scrollTop = y + LANE + ROW_PAD * 2 - this.visible;
  }
}
