// Moving a board: pointer, pinch, wheel and keyboard; and the details of the bar under them.

const DRAG_STARTS = 4;
const ZOOM_STEP = 1.5;

function listenForInput(board) {
  listenForPointers(board);
  listenForWheel(board);
  listenForKeys(board);
}

function placeOf(board, event) {
  const box = board.canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function listenForPointers(board) {
  const pointers = new Map();
  let moved = 0;
  const { canvas } = board;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, placeOf(board, event));
    moved = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const now = placeOf(board, event);
    const before = pointers.get(event.pointerId);
    if (!before) return void hover(board, board.barAt(now.x, now.y), event);
    if (pointers.size === 2) pinch(board, pointers, event.pointerId, now);
    else {
      moved += Math.abs(now.x - before.x);
      if (moved > DRAG_STARTS) {
        hover(board, null);
        board.scroller.classList.add("dragged");
        board.pan((before.x - now.x) / board.scale);
      }
    }
    pointers.set(event.pointerId, now);
  });
  const release = (event) => {
    const place = pointers.get(event.pointerId);
    pointers.delete(event.pointerId);
    board.scroller.classList.remove("dragged");
    if (event.type === "pointerup" && place && moved <= DRAG_STARTS && !pointers.size) press(board, place, event);
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") hover(board, null); });
}

function pinch(board, pointers, id, now) {
  const [still] = [...pointers].filter(([other]) => other !== id).map(([, place]) => place);
  const before = Math.max(20, Math.abs(pointers.get(id).x - still.x));
  const after = Math.max(20, Math.abs(now.x - still.x));
  board.zoom(before / after, board.day((now.x + still.x) / 2));
}

/** A press picks a title out; on the head of the days it sets the date of the floor. */
function press(board, { x, y }, event) {
  if (y < HEADER && x > board.gutter) {
    change("day", Math.min(Math.max(Math.floor(board.day(x)), 0), data.days - 1));
    return;
  }
  const bar = board.barAt(x, y);
  const row = x < board.gutter ? board.rowAt(y) : null;
  if (row?.title !== undefined) toggleTitle(row.title);
  else if (!bar) change("title", null);
  else if (event.pointerType === "touch" && board.hovered !== bar) hover(board, bar, event);
  else toggleTitle(bar.title);
}

function listenForWheel(board) {
  board.canvas.addEventListener("wheel", (event) => {
    const { x } = placeOf(board, event);
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      board.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.006), board.day(x));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      board.pan((event.deltaX || event.deltaY) / board.scale);
    }
  }, { passive: false });
}

function listenForKeys(board) {
  board.handle.addEventListener("focus", () => focusBar(board, board.focused || nearestBar(board)));
  board.handle.addEventListener("blur", () => { hideTip(); board.draw(); });
  board.handle.addEventListener("click", () => board.focused && toggleTitle(board.focused.title));
  board.handle.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = (board.view.to - board.view.from) / 5;
    const deeds = {
      "+": () => board.zoom(1 / ZOOM_STEP, middleOf(board)), "=": () => board.zoom(1 / ZOOM_STEP, middleOf(board)),
      "-": () => board.zoom(ZOOM_STEP, middleOf(board)), "0": () => board.fit(),
      ArrowLeft: () => (event.shiftKey ? board.pan(-step) : moveFocus(board, -1)),
      ArrowRight: () => (event.shiftKey ? board.pan(step) : moveFocus(board, 1)),
      ArrowUp: () => moveRow(board, -1), ArrowDown: () => moveRow(board, 1),
      Home: () => focusBar(board, board.bars[0]), End: () => focusBar(board, board.bars[board.bars.length - 1]),
      Escape: () => { change("title", null); hideTip(); },
    };
    if (!deeds[event.key]) return;
    event.preventDefault();
    deeds[event.key]();
  });
}

const middleOf = (board) => (board.focused ? (board.focused.days[0] + board.focused.days[1]) / 2 : undefined);
const nearestBar = (board) => board.bars.find((bar) => bar.days[1] > board.view.from && bar.days[0] < board.view.to) || board.bars[0];

/** The bars of a row by first day, whatever their lanes. */
function inOrder(row) {
  row.ordered ||= row.lanes.flat().sort((one, other) => one.days[0] - other.days[0] || one.lane - other.lane);
  return row.ordered;
}

function moveFocus(board, by) {
  const order = inOrder(board.focused.row);
  const next = order[order.indexOf(board.focused) + by];
  if (next) focusBar(board, next);
}

/** To the bar of the next row with bars that lies nearest in time. */
function moveRow(board, by) {
  const rows = board.rows.filter((row) => row.lanes?.some((lane) => lane.length));
  const row = rows[rows.indexOf(board.focused.row) + by];
  if (!row) return;
  const day = board.focused.days[0];
  focusBar(board, inOrder(row).reduce((best, bar) => (Math.abs(bar.days[0] - day) < Math.abs(best.days[0] - day) ? bar : best)));
}

function focusBar(board, bar) {
  if (!bar) return;
  board.focused = bar;
  board.reveal(bar);
  drawBoard(board);
  board.handle.setAttribute("aria-label", [bar.label, ...bar.text()].join(". "));
  showFocused(board);
}

/** The details of the bar with the keyboard's focus, where it lies now. */
function showFocused(board) {
  const bar = board.focused;
  keepTip(bar, () => {
    const { x, y, height } = board.rectOf(bar.id);
    const box = board.canvas.getBoundingClientRect();
    return [box.left + Math.max(board.gutter, x), box.top + y + height];
  });
}

function hover(board, bar, event) {
  if (bar) showTip(bar, event.clientX, event.clientY + 6);
  else if (board.hovered) hideTip();
  if (board.hovered === bar) return;
  board.hovered = bar;
  board.canvas.style.cursor = bar ? "pointer" : "";
  board.draw();
}

// -- the details of one bar -----------------------------------------------------------------------

function showTip(bar, x, y) {
  const tip = byId("tip");
  if (tip.dataset.bar !== bar.id || tip.hidden) tip.replaceChildren(bar.details());
  tip.dataset.bar = bar.id;
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, x + 10), document.documentElement.clientWidth - width - 8);
  const below = y + 12 + height < innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? y + 12 : Math.max(8, y - height - 40)}px`;
}

let kept = null;

/** Show the details of what has the keyboard's focus, and keep them there while the page scrolls. */
function keepTip(bar, place) {
  kept = { bar, place };
  showTip(bar, ...place());
}

function followScroll() {
  if (kept) showTip(kept.bar, ...kept.place());
  else hideTip();
}

function hideTip() {
  kept = null;
  byId("tip").hidden = true;
}
