// Utilisation by stage and month: a table with small bars, and its CSV.

const COUNTED = Object.fromEntries(data.utilisation.columns.map((name, place) => [name, place]));
const MEASURES = ["standing", "shooting", "building", "dark", "floor"];
let measure = "standing";

const monthName = (iso) => monthDates.format(new Date(`${iso}T00:00:00Z`));
const addUp = (cells) => cells.reduce((total, cell) => total.map((each, place) => each + cell[place]), data.utilisation.columns.map(() => 0));

/** Share of the open days (or, for the floor, of the floor on them); null where never open. */
function shareOf(cell, what, floor) {
  const open = cell[COUNTED.open];
  if (!open) return null;
  if (what === "floor") return floor ? cell[COUNTED.used_m2_days] / floor : null;
  return cell[COUNTED[what]] / open;
}

/** Bar of a cell: shooting, then only building or striking, then only standing; the rest is dark. */
function stack(cell) {
  const open = cell[COUNTED.open];
  const waiting = cell[COUNTED.waiting];
  const shooting = cell[COUNTED.shooting];
  const building = cell[COUNTED.standing] - shooting - waiting;
  const part = (kind, from, days) => svg("rect", { x: (from / open) * 100, width: (days / open) * 100, height: 6, class: `use-${kind}` });
  return svg("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true", class: "stack" },
    svg("rect", { width: 100, height: 6, class: "use-dark" }),
    part("shooting", 0, shooting), part("building", shooting, building), part("waiting", shooting + building, waiting));
}

function useCell(cell, floorDays, label, total) {
  const share = shareOf(cell, measure, floorDays);
  const kind = total ? "total" : null;
  if (share === null) return h("td", { class: "shut" }, cell[COUNTED.open] ? "–" : h("span", null, word("use.closed")));
  return h("td", { class: kind, title: label }, h("span", null, percent(share)), stack(cell));
}

/** Floor × open days of a cell: what the used m² × days are a share of. */
const floorDaysOf = (stage, cell) => (stage.floor_m2 === null ? 0 : stage.floor_m2 * cell[COUNTED.open]);

function cellText(name, month, cell) {
  const counts = Object.fromEntries(["open", "standing", "shooting", "building", "dark"].map((what) => [what, cell[COUNTED[what]]]));
  return word("use.cell", { stage: name, month, ...counts });
}

function useRow(stage, cells) {
  const total = addUp(cells);
  return h("tr", null, h("th", { scope: "row" }, stage.name),
    cells.map((cell, place) => useCell(cell, floorDaysOf(stage, cell), cellText(stage.name, monthName(data.utilisation.months[place]), cell))),
    useCell(total, floorDaysOf(stage, total), cellText(stage.name, word("use.total"), total), true));
}

/** All stages together, month by month; stages of unknown floor do not count. */
function allRow(known) {
  const months = data.utilisation.months;
  const cells = months.map((_, place) => addUp(known.map(([, rows]) => rows[place])));
  const floors = months.map((_, place) => sum(known.map(([stage, rows]) => floorDaysOf(stage, rows[place]))));
  const name = word("use.all");
  return h("tr", { class: "total" }, h("th", { scope: "row" }, name),
    cells.map((cell, place) => useCell(cell, floors[place], cellText(name, monthName(months[place]), cell))),
    useCell(addUp(cells), sum(floors), cellText(name, word("use.total"), addUp(cells)), true));
}

function monthHeads() {
  const { months } = data.utilisation;
  return months.map((iso, place) => h("th", { scope: "col" }, monthName(iso), (place === 0 || iso.slice(5, 7) === "01") && h("small", null, iso.slice(0, 4))));
}

function drawUse() {
  const rows = data.stages.map((stage, place) => [stage, data.utilisation.stages[place]]).filter(([stage]) => stage.floor_m2 !== null);
  if (!rows.length) return void byId("use-table").replaceChildren(h("p", { class: "notice" }, word("page.nothing")));
  byId("use-table").replaceChildren(h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": word("use.heading") },
    h("table", { class: "use" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, word("use.stage")), monthHeads(), h("th", { scope: "col" }, word("use.total")))),
      h("tbody", null, rows.map(([stage, cells]) => useRow(stage, cells)), rows.length > 1 && allRow(rows)))));
}

// -- tools ------------------------------------------------------------------------------------------

/** One field of a CSV line; a leading sign that a spreadsheet would run as a formula is quoted off. */
function csvField(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function useCsv() {
  const { columns, months, stages } = data.utilisation;
  const lines = [["studio", "stage", "month", ...columns, "floor_m2"]];
  data.stages.forEach((stage, place) => stages[place].forEach((cell, month) => lines.push(
    [data.studios[stage.studio].name, stage.name, months[month].slice(0, 7), ...cell, stage.floor_m2 === null ? "" : stage.floor_m2])));
  return lines.map((line) => line.map(csvField).join(",")).join("\r\n");
}

/** Copy to the clipboard; where the browser refuses, lay the text out to be copied by hand. */
async function copyCsv(button) {
  const text = useCsv();
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = word("use.copied");
    say(word("use.copied"));
    setTimeout(() => { button.textContent = word("use.copy"); }, 2000);
  } catch {
    const field = h("textarea", { class: "csv", rows: 8, readonly: true, "aria-label": word("use.copyfail") }, text);
    byId("use-csv")?.remove();
    byId("use-table").append(h("div", { id: "use-csv" }, h("p", { class: "hint" }, word("use.copyfail")), field));
    field.select();
  }
}

const MOST_CELLS = 3000;

/** Draw the table; a very large one only when the reader comes near it, or prints. */
function drawUseWhenNear() {
  if (data.stages.length * data.utilisation.months.length <= MOST_CELLS) return void drawUse();
  byId("use-table").replaceChildren(h("p", { class: "notice" }, word("use.wait")));
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    drawUse();
  }, { rootMargin: "600px" });
  observer.observe(byId("use-table"));
  addEventListener("beforeprint", () => { observer.disconnect(); drawUse(); }, { once: true });
}

function drawUtilisation() {
  const choice = (name) => h("label", null,
    h("input", { type: "radio", name: "measure", value: name, checked: name === measure, onchange: () => { measure = name; drawUse(); } }),
    h("span", null, word(`use.${name}`)));
  const button = h("button", { type: "button", id: "copy-csv", onclick: () => copyCsv(button) }, word("use.copy"));
  byId("use-tools").replaceChildren(h("fieldset", { class: "switch" }, h("legend", { class: "unseen" }, word("use.measure")), MEASURES.map(choice)), button);
  const key = (kind) => h("span", null, svg("svg", { width: 14, height: 10, "aria-hidden": "true" }, svg("rect", { width: 14, height: 10, rx: 2, class: `use-${kind}` })), word(`use.${kind}`));
  byId("use-defs").replaceChildren(
    h("div", { class: "legend" }, ["shooting", "building", "waiting", "dark"].map(key)),
    ...["open", "standing", "floor"].map((name) => h("p", { class: "hint" }, word(`use.def.${name}`))));
  drawUseWhenNear();
}
