// Drawing a board: only what is in view, batched by fill, labels only where they can be read.

const BAND = { top: 15, height: 13 };
const LEAST_LABEL = 26;
const FONT = 'system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans", sans-serif';

function drawBoard(board) {
  if (!board.width) return;
  const { context } = board;
  board.drawings += 1;
  context.setTransform(board.ratio, 0, 0, board.ratio, 0, 0);
  context.fillStyle = css("--card");
  context.fillRect(0, 0, board.width, board.visible);
  const rows = board.rows.filter((row) => row.top + row.height > board.top + HEADER && row.top < board.top + board.visible);
  context.save();
  context.beginPath();
  context.rect(board.gutter, HEADER, board.width - board.gutter, board.visible - HEADER);
  context.clip();
  for (const row of rows) if (row.lanes) drawShades(board, row);
  drawMonthLines(board);
  drawBars(board, rows);
  drawDate(board, HEADER, board.visible);
  context.restore();
  drawGutter(board, rows);
  drawHeader(board);
  placeHandle(board);
}

function drawShades(board, row) {
  const { context } = board;
  const y = row.top - board.top;
  const paint = (spans, style) => {
    context.fillStyle = style;
    for (const [first, stop] of spans) {
      if (stop <= board.view.from || first >= board.view.to) continue;
      context.fillRect(board.x(first), y, Math.max(1, (stop - first) * board.scale), row.height);
    }
  };
  if (board.scale >= 4.5) paint(row.off || [], css("--off"));
  paint(row.closed || [], phaseFill(context, "closed", undefined, board.ratio));
  paint(row.closures || [], phaseFill(context, "closure", undefined, board.ratio));
  paint([[-1e6, 0], [data.days, 1e6]], css("--outside"));
  context.fillStyle = css("--line");
  context.fillRect(board.gutter, y + row.height - 1, board.width, 1);
}

/** First days of the months in view. */
function monthStarts(board) {
  const found = [];
  const first = dateOf(Math.floor(board.view.from));
  for (let month = first.getUTCMonth(); ; month += 1) {
    const day = Math.round((Date.UTC(first.getUTCFullYear(), month, 1) - epoch) / MS_A_DAY);
    if (day > board.view.to) return found;
    found.push(day);
  }
}

function drawMonthLines(board) {
  board.context.fillStyle = css("--line");
  const starts = monthStarts(board);
  if (starts.length > 60) return;
  for (const day of starts) board.context.fillRect(Math.round(board.x(day)), HEADER, 1, board.visible);
}

/** Gather the stretches in view by their fill, then paint each fill at once, then the labels. */
function drawBars(board, rows) {
  const groups = new Map();
  const labels = [];
  for (const row of rows) {
    for (const [number, lane] of (row.lanes || []).entries()) {
      gatherLane(board, lane, row.top - board.top + ROW_PAD + number * LANE, groups, labels);
    }
  }
  const { context } = board;
  for (const { fill, dim, rects } of groups.values()) {
    context.globalAlpha = dim ? 0.16 : 1;
    context.fillStyle = fill;
    for (const [x, y, width, height] of rects) context.fillRect(x, y, width, height);
  }
  context.globalAlpha = 1;
  if (board.inline) return;
  for (const label of labels) drawLabel(board, label);
}

function gatherLane(board, lane, y, groups, labels) {
  let painted = -Infinity;
  for (let place = firstAfter(lane, board.view.from); place < lane.length; place += 1) {
    const bar = lane[place];
    if (bar.days[0] >= board.view.to) return;
    const x = board.x(bar.days[0]);
    const stop = board.x(bar.days[1]);
    if (stop - painted < 0.7) continue;
    painted = stop;
    for (const segment of bar.segments) gatherSegment(board, bar, segment, y, groups);
    const next = lane[place + 1];
    const until = Math.min(next ? board.x(next.days[0]) : Infinity, Math.max(stop, x + 220), board.width) - 6;
    const from = Math.max(x, board.gutter + 2);
    if (until - from > LEAST_LABEL || bar === board.hovered) labels.push({ bar, x: from, start: x, stop, y, until });
  }
}

function gatherSegment(board, bar, [phase, first, stop], y, groups) {
  if (stop <= board.view.from || first >= board.view.to) return;
  const dim = state.title !== null && state.title !== bar.title;
  const key = `${phase}|${state.colour === "title" ? bar.title : ""}|${dim}`;
  let group = groups.get(key);
  if (!group) groups.set(key, (group = { fill: phaseFill(board.context, phase, bar.title, board.ratio), dim, rects: [] }));
  const x = Math.max(board.x(first), board.gutter - 4);
  const width = Math.max(0.8, Math.min(board.x(stop), board.width + 4) - x);
  if (phase === "span") group.rects.push([x, y + BAND.top + BAND.height / 2 - 1.5, width, 3]);
  else if (phase === "wait") {
    // Nothing happens, the set only stands: an empty band between two thin lines.
    group.rects.push([x, y + BAND.top, width, BAND.height]);
    lineGroup(groups, dim).rects.push([x, y + BAND.top, width, 1], [x, y + BAND.top + BAND.height - 1, width, 1]);
  } else {
    // A hair's breadth of the ground keeps the next set apart.
    const apart = stop === bar.days[1] && width > 3 ? 1 : 0;
    group.rects.push([x, y + BAND.top, width - apart, BAND.height]);
  }
}

function lineGroup(groups, dim) {
  const key = `lines|${dim}`;
  if (!groups.has(key)) groups.set(key, { fill: css("--wait-line"), dim, rects: [] });
  return groups.get(key);
}

function drawLabel(board, { bar, x, start, stop, y, until }) {
  const { context } = board;
  const dim = state.title !== null && state.title !== bar.title;
  context.globalAlpha = dim ? 0.35 : 1;
  if (bar === board.hovered || bar === board.focused) {
    context.strokeStyle = css("--ink");
    context.lineWidth = 2;
    context.strokeRect(start - 1, y + BAND.top - 1, stop - start + 2, BAND.height + 2);
  }
  context.fillStyle = titleColour(bar.title);
  context.fillRect(x, y + 3.5, 7, 7);
  const room = until - x - 10;
  if (room > 14) {
    context.fillStyle = css("--ink");
    context.font = `500 11px ${FONT}`;
    context.textBaseline = "alphabetic";
    const text = fitText(context, bar.label, room);
    context.fillText(text, x + 10, y + 11);
  }
  context.globalAlpha = 1;
}

const widthCache = new Map();

function widthOf(context, text) {
  const key = `${context.font}|${text}`;
  if (widthCache.size > 20000) widthCache.clear();
  if (!widthCache.has(key)) widthCache.set(key, context.measureText(text).width);
  return widthCache.get(key);
}

/** The text, cut with an ellipsis to fit. */
function fitText(context, text, room) {
  const width = widthOf(context, text);
  if (width <= room) return text;
  let length = Math.floor((text.length * room) / width) - 1;
  while (length > 0 && widthOf(context, `${text.slice(0, length).trimEnd()}…`) > room) length -= 1;
  return length > 0 ? `${text.slice(0, length).trimEnd()}…` : "";
}

/** A text on one line or, broken at a space, on two. */
function twoLines(context, text, room) {
  if (widthOf(context, text) <= room) return [text, ""];
  const spaces = [...text.matchAll(/[ \u3000]/g)].map((match) => match.index);
  const at = spaces.filter((place) => widthOf(context, text.slice(0, place)) <= room).pop();
  if (at === undefined) return [fitText(context, text, room), ""];
  return [text.slice(0, at), fitText(context, text.slice(at + 1), room)];
}

function drawDate(board, top, bottom) {
  const x = Math.round(board.x(state.day + 0.5));
  board.context.fillStyle = css("--accent");
  board.context.fillRect(x - 0.75, top, 1.5, bottom - top);
}

function drawGutter(board, rows) {
  const { context } = board;
  context.fillStyle = css("--card");
  context.fillRect(0, 0, board.gutter, board.visible);
  for (const row of rows) {
    const y = row.top - board.top;
    if (row.group !== undefined) {
      context.fillStyle = css("--band");
      context.fillRect(0, y, board.width, row.height - 1);
      context.fillStyle = css("--ink");
      context.font = `650 12.5px ${FONT}`;
      context.fillText(fitText(context, row.group, board.width - 24), 12, y + 19);
    } else if (board.inline) drawInlineHead(board, row, y);
    else drawRowHead(board, row, y);
    context.fillStyle = css("--line");
    context.fillRect(0, y + row.height - 1, board.gutter, 1);
    context.fillStyle = css("--line-strong");
    if (row.lanes) context.fillRect(board.gutter - 1, y, 1, row.height);
  }
}

function drawInlineHead(board, row, y) {
  const { context } = board;
  context.globalAlpha = state.title !== null && state.title !== row.title ? 0.45 : 1;
  context.fillStyle = titleColour(row.title);
  context.fillRect(board.gutter + 2, y + ROW_PAD + 2.5, 8, 8);
  context.fillStyle = css("--ink");
  context.font = `600 12px ${FONT}`;
  const text = fitText(context, row.label, board.width - 130);
  context.fillText(text, board.gutter + 15, y + ROW_PAD + 11);
  const left = board.gutter + 23 + widthOf(context, text);
  context.fillStyle = css("--muted");
  context.font = `400 11px ${FONT}`;
  context.fillText(fitText(context, row.sub, Math.max(0, board.width - left - 6)), left, y + ROW_PAD + 11);
  context.globalAlpha = 1;
}

function drawRowHead(board, row, y) {
  const { context } = board;
  const room = board.gutter - 20;
  let left = 12;
  if (row.title !== undefined) {
    context.fillStyle = titleColour(row.title);
    context.fillRect(12, y + 13, 8, 8);
    left = 25;
  }
  context.globalAlpha = row.title !== undefined && state.title !== null && state.title !== row.title ? 0.45 : 1;
  context.fillStyle = css("--ink");
  context.font = `600 12.5px ${FONT}`;
  const [first, second] = twoLines(context, row.label, room - left + 12);
  context.fillText(first, left, y + (second ? 18 : 21));
  if (second) context.fillText(second, left, y + 34);
  context.fillStyle = css("--muted");
  context.font = `400 11px ${FONT}`;
  const sub = typeof row.sub === "function" ? row.sub() : row.sub;
  if (sub && !second) context.fillText(fitText(context, sub, room - left + 12), left, y + 35);
  context.globalAlpha = 1;
}

function drawHeader(board) {
  const { context } = board;
  context.fillStyle = css("--card");
  context.fillRect(0, 0, board.width, HEADER);
  context.save();
  context.beginPath();
  context.rect(board.gutter, 0, board.width - board.gutter, HEADER);
  context.clip();
  drawMonthHeads(board);
  if (board.scale >= 2.2) drawDayHeads(board);
  drawDateFlag(board);
  context.restore();
  context.fillStyle = css("--line-strong");
  context.fillRect(0, HEADER - 1, board.width, 1);
}

function drawMonthHeads(board) {
  const { context } = board;
  const starts = monthStarts(board);
  context.font = `600 11.5px ${FONT}`;
  const monthWidth = 30.4 * board.scale;
  const each = monthWidth > 30 ? 1 : monthWidth > 11 ? 3 : 12;
  const y = board.scale >= 2.2 ? 15 : 24;
  for (const [place, day] of starts.entries()) {
    const month = dateOf(day).getUTCMonth();
    if (month % each && !(place === 0 && each === 1)) continue;
    const x = board.x(day);
    const withYear = month === 0 || place === 0 || monthWidth > 90;
    const text = each === 12 ? String(dateOf(day).getUTCFullYear()) : (withYear && monthWidth * each > 62 ? monthYears : monthDates).format(dateOf(day));
    const from = Math.max(x, board.gutter) + 5;
    const until = place + each < starts.length ? board.x(starts[place + each]) : Infinity;
    context.fillStyle = css("--line-strong");
    context.fillRect(Math.round(x), 2, 1, HEADER);
    context.fillStyle = css("--ink");
    if (until - from > widthOf(context, text)) context.fillText(text, from, y);
  }
}

/** Mondays with their day of the month; every day when there is room. */
function drawDayHeads(board) {
  const { context } = board;
  context.font = `400 10.5px ${FONT}`;
  const daily = board.scale >= 19;
  for (let day = Math.floor(board.view.from); day <= board.view.to; day += 1) {
    const date = dateOf(day);
    if (!daily && date.getUTCDay() !== 1) continue;
    const x = Math.round(board.x(day));
    context.fillStyle = css("--line-strong");
    context.fillRect(x, 24, 1, HEADER - 24);
    context.fillStyle = css("--muted");
    context.fillText(String(date.getUTCDate()), x + 3, 34);
  }
}

function drawDateFlag(board) {
  const { context } = board;
  const x = board.x(state.day + 0.5);
  context.fillStyle = css("--accent");
  context.beginPath();
  context.moveTo(x - 6, HEADER - 9);
  context.lineTo(x + 6, HEADER - 9);
  context.lineTo(x, HEADER - 1);
  context.fill();
}

/** Lay the one real button over the bar that has the keyboard's focus. */
function placeHandle(board) {
  const bar = board.focused;
  board.handle.hidden = board.bars.length === 0;
  if (!bar) {
    board.handle.style.transform = `translate(${board.gutter}px, ${HEADER}px)`;
    return;
  }
  const { x, y, width, height } = board.rectOf(bar.id);
  const left = Math.max(board.gutter, Math.min(x, board.width - 8));
  board.handle.style.transform = `translate(${left - 2}px, ${y + board.top}px)`;
  board.handle.style.width = `${Math.max(8, Math.min(x + width, board.width) - left) + 4}px`;
  board.handle.style.height = `${height + 2}px`;
}
