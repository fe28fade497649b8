// What differs from the first scenario, which title is in which scenario, and the method.

function nameList(key, places) {
  return places.length > 0 && h("ul", { class: "names" }, h("li", null, word(`differences.${key}`)), places.map((place) => h("li", null, data.titles[place].name)));
}

function changesText(each) {
  const other = each.project === base.project ? [] : [each.project];
  return [...other, ...each.changes].join("; ") || word("differences.nochange");
}

function differenceCard(each) {
  const { against } = each;
  const name = h("h4", null, each.name);
  const changes = h("p", { class: "changes" }, changesText(each));
  if (!against) return h("article", { class: "card" }, name, changes, h("p", null, word("differences.noplan")));
  const parts = [word("differences.value", { change: signed(against.value) }), word("differences.titles", { change: signed(against.titles) })];
  if (against.cost !== null) parts.push(word("differences.cost", { change: signed(against.cost, (amount) => money(amount, each.currency, true)) }));
  const tone = against.value > 1e-9 ? "more" : against.value < -1e-9 ? "less" : "same";
  const same = !against.gained.length && !against.lost.length;
  return h("article", { class: `card ${tone}` }, name, changes,
    h("p", { class: "numbers" }, parts.map((part) => h("span", null, part)), h("span", { class: "tag" }, word(against.proven ? `differences.proven.${against.proven}` : "differences.open"))),
    nameList("gained", against.gained), nameList("lost", against.lost), same && h("p", { class: "quiet" }, word("differences.same")));
}

function drawDifferences() {
  const others = ordered().filter((each) => each !== base);
  byId("differences-body").replaceChildren(...(others.length
    ? [h("p", { class: "hint" }, word("differences.hint", { base: base.name })), h("div", { class: "cards" }, others.map(differenceCard))]
    : [h("p", { class: "notice" }, word("differences.none"))]));
}

// -- which title is in which scenario ---------------------------------------------------------------

const MOST_CELLS = 12000;
const timesOf = new Map(all.map((each) => [each, new Map(each.offered.map((place, at) => [place, each.times[at]]))]));

function titleCell(each, place) {
  const times = timesOf.get(each).get(place);
  const fill = { title: data.titles[place].name, name: each.name, n: times, m: each.plans };
  if (!each.plans) return h("td", { title: word("titles.cell.noplan", fill) });
  if (times === undefined) return h("td", { title: word("titles.cell.absent", fill) });
  const kind = times === 0 ? "no" : times === each.plans ? "all" : "some";
  const text = word(`titles.cell.${kind}`, fill);
  return h("td", { title: text }, h("span", { class: `mark ${kind}`, role: "img", "aria-label": text }, kind === "some" ? `${times}/${each.plans}` : null));
}

/** Titles by how many scenarios have them in their best plans or in others, most first. */
function titleRanks() {
  const share = (each, place) => (each.plans ? (timesOf.get(each).get(place) || 0) / each.plans : 0);
  const total = data.titles.map((_, place) => all.reduce((sum, each) => sum + share(each, place), 0));
  return data.titles.map((_, place) => place).sort((one, other) => total[other] - total[one] || one - other);
}

function scenariosWith(place) {
  return all.filter((each) => (timesOf.get(each).get(place) || 0) > 0).length;
}

function drawTitles() {
  const most = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, data.titles.length)));
  const shown = ordered().slice(0, most);
  const heads = shown.map((each) => h("th", { scope: "col", class: each === base ? "turned base" : "turned", title: each.name }, h("span", null, each.name)));
  const rows = titleRanks().map((place) => h("tr", null, h("th", { scope: "row" }, data.titles[place].name),
    h("td", { class: "n" }, word("titles.of", { n: scenariosWith(place), m: planned.length })), shown.map((each) => titleCell(each, place))));
  byId("titles-body").replaceChildren(
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": word("titles.heading") },
      h("table", { class: "matrix" }, h("thead", null, h("tr", null, h("th", { scope: "col" }, word("titles.title")), h("th", { scope: "col", class: "n" }, word("titles.everywhere")), heads)), h("tbody", null, rows))),
    ...(shown.length < all.length ? [h("p", { class: "hint" }, word("titles.cut", { n: shown.length, m: all.length }))] : []));
}

function drawTitlesLegend() {
  const key = (kind, text) => h("span", null, h("span", { class: `mark ${kind}`, "aria-hidden": "true" }, text), word(`titles.${kind}`));
  byId("titles-legend").replaceChildren(key("all"), ...(mostPlans > 1 ? [key("some", `1/${mostPlans}`)] : []), key("no"));
}

// -- method --------------------------------------------------------------------------------------

function drawMethod() {
  const { settings } = data;
  const limits = [
    settings.seconds !== null && word("method.limit.seconds", { n: number(settings.seconds) }),
    settings.iterations !== null && word("method.limit.iterations", { n: number(settings.iterations) }),
    settings.workers === 1 ? word("method.limit.workers.one") : word("method.limit.workers", { n: settings.workers })].filter(Boolean);
  const versions = Object.entries(data.versions).map(([name, version]) => `${name} ${version}`).join(", ");
  const failed = all.flatMap((each) => each.runs.filter((run) => run.status === "failed").map((run) => `${each.name} (seed ${run.seed}): ${run.failure}`));
  const fact = (key, text) => h("div", null, h("dt", null, word(`method.${key}`)), h("dd", null, text));
  byId("method-body").replaceChildren(
    h("p", null, word("method.said")),
    h("dl", { class: "method" }, fact("limit", limits.join(", ")), versions && fact("versions", versions)),
    failed.length ? h("div", null, h("h3", null, word("method.failed")), h("ul", null, failed.map((text) => h("li", null, text)))) : "",
    h("details", null, h("summary", null, word("method.scenarios")), h("ul", null, all.map((each) => h("li", null, h("b", null, each.name), `: ${changesText(each)}`)))));
}
