// What all parts of the comparison share: the scenarios, their best plans, and their order.

const all = data.scenarios;
const base = all[0];
const bestOf = (scenario) => (scenario.best === null ? null : scenario.runs[scenario.best]);
const planned = all.filter((each) => each.best !== null);
const oneCurrency = new Set(planned.map((each) => each.currency)).size <= 1;
const mostPlans = Math.max(0, ...all.map((each) => each.plans));

const dates = new Intl.DateTimeFormat(LANG === "en" ? "en-GB" : LANG, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const dateText = (iso) => dates.format(Date.parse(`${iso}T00:00:00Z`));
const titlesText = (n) => word(n === 1 ? "titles.count.one" : "titles.count", { n });
const say = (text) => { byId("said").textContent = text; };

/** A change with its sign; a true minus, and ± 0 as 0. */
function signed(value, text = number) {
  if (Math.abs(value) < 1e-9) return "0";
  return `${value > 0 ? "+" : "−"}${text(Math.abs(value))}`;
}

function duration(total) {
  if (total < 120) return seconds(total);
  return total < 7200 ? word("minutes", { n: rounded(total / 60, 0) }) : word("hours", { n: rounded(total / 3600, 1) });
}

/** What a scenario without a plan is. */
function noPlanText(scenario) {
  if (!scenario.runs.length) return word("chart.missing");
  return word(scenario.runs.some((run) => run.status === "infeasible") ? "chart.infeasible" : "chart.none");
}

// -- order --------------------------------------------------------------------------------------

let order = { key: "file", down: false };
const onOrder = [];

/** Scenarios in the order that the reader chose; those without the figure come last. */
function ordered() {
  if (order.key === "file") return all;
  const column = COLUMNS.find((each) => each.key === order.key);
  const sign = order.down ? -1 : 1;
  const compare = (one, other) => (typeof one === "string" ? one.localeCompare(other, LANG) : one - other);
  return [...all].sort((a, b) => {
    const [one, other] = [column.value(a), column.value(b)];
    if (one === null || other === null) return (one === null) - (other === null);
    return sign * compare(one, other);
  });
}

function setOrder(key, down) {
  order = { key, down };
  for (const draw of onOrder) draw();
  const column = COLUMNS.find((each) => each.key === key);
  if (column) say(word("table.sorted", { column: column.head, way: word(down ? "table.down" : "table.up") }));
}
