// Days, areas, and the little state that all parts of the report share.

// -- days: whole numbers from day0, spans half-open ------------------------------------------------

const MS_A_DAY = 86400000;
const epoch = Date.parse(`${data.day0}T00:00:00Z`);
const dateOf = (day) => new Date(epoch + day * MS_A_DAY);
const dayOf = (iso) => Math.round((Date.parse(`${iso}T00:00:00Z`) - epoch) / MS_A_DAY);
const isoOf = (day) => dateOf(day).toISOString().slice(0, 10);

const dateFormat = (options) => new Intl.DateTimeFormat(LANG === "en" ? "en-GB" : LANG, { timeZone: "UTC", ...options });
const longDates = dateFormat({ weekday: "short", day: "numeric", month: "long", year: "numeric" });
const mediumDates = dateFormat({ day: "numeric", month: "short", year: "numeric" });
const shortDates = dateFormat({ day: "numeric", month: "short" });
const monthDates = dateFormat({ month: "short" });
const monthYears = dateFormat({ month: "short", year: "numeric" });

const mediumDate = (day) => mediumDates.format(dateOf(day));

/** A half-open span as "3 Mar – 18 Apr 2028". */
function spanText([first, stop]) {
  const from = dateOf(first);
  const to = dateOf(stop - 1);
  if (stop - 1 === first) return mediumDates.format(from);
  const same = from.getUTCFullYear() === to.getUTCFullYear();
  return word("tip.to", { from: (same ? shortDates : mediumDates).format(from), to: mediumDates.format(to) });
}

// -- areas ------------------------------------------------------------------------------------------

const AREA_UNITS = { m2: 1, tsubo: 400 / 121, ft2: 0.09290304 };

/** An area in the unit that the reader chose. */
function area(m2) {
  if (m2 === null || m2 === undefined) return "–";
  const value = m2 / AREA_UNITS[state.unit];
  const places = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 1;
  return `${rounded(value, places)} ${word(`units.${state.unit}`)}`;
}

// -- what all parts share -----------------------------------------------------------------------------

const state = { unit: "m2", day: 0, title: null, colour: "phase" };
const listeners = [];

/** Call `listener` now and whenever one of the `names` in the state changes. */
function whenever(names, listener) {
  listeners.push([names, listener]);
  listener();
}

function change(name, value) {
  if (state[name] === value) return;
  state[name] = value;
  for (const [names, listener] of listeners) if (names.includes(name)) listener();
}

const toggleTitle = (title) => change("title", state.title === title ? null : title);
const say = (text) => { byId("said").textContent = text; };
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const titleName = (place) => data.titles[place].name;
const stageStudio = (stage) => data.studios[data.stages[stage].studio];
const setsByStage = data.stages.map(() => []);
const setsByTitle = data.titles.map(() => []);
const blocksByTitle = data.titles.map(() => []);
data.sets.sort((one, other) => one.days[0] - other.days[0] || one.days[1] - other.days[1]);
for (const [place, each] of data.sets.entries()) {
  each.place = place;
  setsByStage[each.stage].push(each);
  setsByTitle[each.title].push(each);
}
for (const block of data.blocks) blocksByTitle[block.title].push(block);

/** The phases of a set with the waits, and days off, between them. */
function stretches(each) {
  const found = [];
  let reached = each.days[0];
  for (const [phase, first, stop] of each.phases) {
    if (first > reached) found.push(["wait", reached, first]);
    found.push([phase, first, stop]);
    reached = stop;
  }
  return found;
}

const phaseAt = (each, day) => (stretches(each).find(([, first, stop]) => first <= day && day < stop) || ["wait"])[0];
