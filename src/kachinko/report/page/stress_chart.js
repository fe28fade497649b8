// When each title wraps: a bar from 10 to 90 % of draws, a dot at half, the planned day, the latest.

const ROW = 28;
const TOP = 22;
const NARROW = 620;

/** Cut a name to a width [px], as the browser measures it. */
function fitted(text, width) {
  const brush = fitted.brush || (fitted.brush = document.createElement("canvas").getContext("2d"));
  brush.font = `500 12.5px ${getComputedStyle(document.body).fontFamily}`;
  if (brush.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && brush.measureText(`${text.slice(0, length)}…`).width > width) length -= 1;
  return `${text.slice(0, length).trimEnd()}…`;
}

/** First days of months, or of every third or twelfth, so that they do not crowd. */
function months(from, to, room) {
  const first = new Date(from);
  const count = (new Date(to).getUTCFullYear() - first.getUTCFullYear()) * 12 + 12;
  const every = [1, 2, 3, 6, 12].find((each) => (to - from) / 86400000 / 30 / each <= room) || 12;
  const found = [];
  for (let n = 0; n <= count; n += 1) {
    const at = Date.UTC(first.getUTCFullYear(), n, 1);
    if (at >= from && at <= to && n % every === 0) found.push(at);
  }
  return found;
}

const monthText = new Intl.DateTimeFormat(LANG, { month: "short", year: "2-digit", timeZone: "UTC" });

function wrapMarks(title, x, middle) {
  const wrap = title.wrap;
  const at = (iso) => x(instant(iso));
  return [
    svg("line", { class: "reach", x1: at(wrap.p10), x2: Math.max(at(wrap.p90), at(wrap.p10) + 2), y1: middle, y2: middle }),
    title.latest && svg("path", { class: "latest", d: `M${at(title.latest)} ${middle - 9}v18M${at(title.latest)} ${middle - 9}h-5M${at(title.latest)} ${middle + 9}h-5` }),
    svg("path", { class: "due", d: `M${at(wrap.planned)} ${middle - 7}l5 7l-5 7l-5 -7z` }),
    svg("circle", { class: "half", cx: at(wrap.p50), cy: middle, r: 4.5 })];
}

function wrapRow(title, place, { width, left, height, x, right }) {
  const y = TOP + place * height;
  const middle = y + height - ROW / 2;
  const above = height > ROW;
  const text = above ? y + 15 : middle + 4.5;
  const fill = { name: title.name, planned: dateText(title.wrap.planned), p50: dateText(title.wrap.p50), p90: dateText(title.wrap.p90), share: chance(title.wraps_on_plan), keeps: chance(title.keeps_dates) };
  const tone = title.keeps_dates >= 0.8 ? "good" : title.keeps_dates >= 0.3 ? "fair" : "poor";
  return svg("g", { class: "row" },
    svg("title", null, word("wraps.row", fill)),
    svg("rect", { class: "stripe", x: 0, y, width, height }),
    svg("text", { class: "row-name", x: 4, y: text }, fitted(title.name, above ? width - 190 : left - 16)),
    wrapMarks(title, x, middle),
    svg("text", { class: "figure", x: width - right + 88, y: text, "text-anchor": "end" }, chance(title.wraps_on_plan)),
    svg("text", { class: `figure strong ${tone}`, x: width - 4, y: text, "text-anchor": "end" }, chance(title.keeps_dates)));
}

function drawWraps() {
  const figure = byId("wraps");
  figure.replaceChildren();
  const width = Math.max(280, figure.clientWidth - 28);
  const narrow = width < NARROW;
  const height = narrow ? ROW + 16 : ROW;
  const right = 184;
  const left = narrow ? 8 : Math.min(230, width * 0.26);
  const shown = [...data.titles].sort((one, other) => one.wrap.planned.localeCompare(other.wrap.planned));
  const all = shown.flatMap((title) => [title.wrap.planned, title.wrap.p10, title.wrap.p90, title.latest]).filter(Boolean).map(instant);
  const air = (Math.max(...all) - Math.min(...all)) * 0.03 + 86400000 * 3;
  const [from, to] = [Math.min(...all) - air, Math.max(...all) + air];
  const end = narrow ? width - 8 : width - right - 10;
  const x = (at) => left + (at - from) / (to - from) * (end - left);
  const bottom = TOP + shown.length * height;
  figure.append(svg("svg", { viewBox: `0 0 ${width} ${bottom + 24}`, role: "img", "aria-label": word("titles.hint") },
    svg("text", { class: "tick", x: width - right + 88, y: 12, "text-anchor": "end" }, word("wraps.share")),
    svg("text", { class: "tick", x: width - 4, y: 12, "text-anchor": "end" }, word("wraps.keeps")),
    months(from, to, (end - left) / 60).map((at) => [
      svg("line", { class: "gridline", x1: x(at), x2: x(at), y1: TOP, y2: bottom }),
      svg("text", { class: "tick", x: x(at), y: bottom + 17, "text-anchor": "middle" }, monthText.format(at))]),
    svg("g", null, shown.map((title, place) => wrapRow(title, place, { width, left, height, x, right })))));
}

function drawWrapsLegend() {
  const key = (shape, text) => h("span", null, svg("svg", { width: 34, height: 18, viewBox: "0 0 34 18", "aria-hidden": "true" }, shape), text);
  byId("wraps-legend").replaceChildren(
    key(svg("line", { class: "reach", x1: 3, x2: 31, y1: 9, y2: 9 }), word("wraps.range")),
    key(svg("circle", { class: "half", cx: 17, cy: 9, r: 4.5 }), word("wraps.half")),
    key(svg("path", { class: "due", d: "M17 2l5 7l-5 7l-5 -7z" }), word("wraps.planned")),
    key(svg("path", { class: "latest", d: "M19 0v18M19 0h-5M19 18h-5" }), word("wraps.latest")));
}
