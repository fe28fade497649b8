// Titles in the plan, and titles left out with reasons and remedies.

function kindText(title) {
  const kind = title.kind === "series" && title.episodes ? word("titles.episodes", { n: title.episodes }) : word(`titles.${title.kind}`);
  return title.commitment === "must" ? `${kind} · ${word("titles.must")}` : kind;
}

function titleButton(place) {
  const button = h("button", { type: "button", class: "pick", "aria-pressed": String(state.title === place), onclick: () => toggleTitle(place) }, dot(place), titleName(place));
  return button;
}

/** The stages of a title, each with its sets. */
function setsText(place) {
  const sets = setsByTitle[place];
  if (!sets.length) return word("titles.location");
  const stages = [...new Set(sets.map((each) => each.stage))];
  return stages.map((stage) => h("span", { class: "stage-sets" }, h("b", null, data.stages[stage].name), ` ${sets.filter((each) => each.stage === stage).map((each) => each.name).join(", ")}`));
}

function rowIn(place) {
  const title = data.titles[place];
  const cell = (name, content, kind) => h("td", { "data-label": word(`titles.${name}`), class: kind }, content);
  return h("tr", { class: state.title !== null && state.title !== place ? "dim" : null },
    h("th", { scope: "row" }, titleButton(place), h("small", null, kindText(title))),
    cell("studio", title.studio === null ? "–" : data.studios[title.studio].name),
    cell("first", title.engaged ? mediumDate(title.engaged[0]) : "–"),
    cell("last", title.engaged ? mediumDate(title.engaged[1] - 1) : "–"),
    cell("engaged", title.engaged_days === null ? "–" : word("titles.days", { n: title.engaged_days })),
    cell("sets", h("div", null, setsText(place))),
    cell("value", title.value === null ? "–" : number(title.value), "n"));
}

function drawIn() {
  const heading = h("h3", null, word("titles.in"), h("small", null, String(acceptedTitles.length)));
  if (!acceptedTitles.length) return void byId("titles-in").replaceChildren(heading, h("p", { class: "notice" }, word("titles.none.in")));
  const order = [...acceptedTitles].sort((one, other) => (data.titles[one].engaged?.[0] ?? 0) - (data.titles[other].engaged?.[0] ?? 0));
  const columns = ["title", "studio", "first", "last", "engaged", "sets", "value"];
  byId("titles-in").replaceChildren(heading, h("table", { class: "stacked" },
    h("thead", null, h("tr", null, columns.map((name) => h("th", { scope: "col", class: name === "value" ? "n" : null }, word(`titles.${name}`))))),
    h("tbody", null, order.map(rowIn))));
}

function remedies(title) {
  if (!title.remedies.length) return null;
  return h("div", { class: "remedies" }, h("h5", null, word("titles.remedies")),
    h("ul", null, title.remedies.map(({ change: text, verified }) => h("li", null, text, h("span", { class: verified ? "mark sure" : "mark" }, word(verified ? "titles.verified" : "titles.unverified"))))));
}

function cardOut(title) {
  const dates = title.earliest || title.latest
    ? word("titles.window", { from: title.earliest ? mediumDate(dayOf(title.earliest)) : "…", to: title.latest ? mediumDate(dayOf(title.latest)) : "…" }) : null;
  const count = title.set_count === 0 ? word("titles.location") : title.set_count === 1 ? word("titles.setcount.one") : word("titles.setcount", { n: title.set_count });
  const about = [kindText(title), title.value === null ? null : word("titles.value.of", { value: number(title.value) }), count,
    title.floor_m2 ? word("titles.floorsum", { area: area(title.floor_m2) }) : null, dates];
  return h("article", { class: "out" },
    h("h4", null, title.name),
    h("p", { class: "hint" }, about.filter(Boolean).join(" · ")),
    h("p", { class: "reason" }, title.reason ? title.reason.sentence : word("titles.noreason")),
    title.reason?.requirements.length ? h("ul", { class: "requirements" }, title.reason.requirements.map((text) => h("li", null, text))) : null,
    remedies(title));
}

function drawOut() {
  const out = data.titles.filter((title) => !title.accepted);
  byId("titles-out").replaceChildren(
    h("h3", null, word("titles.out"), h("small", null, String(out.length))),
    out.length ? h("div", { class: "cards" }, out.map(cardOut)) : h("p", { class: "notice" }, word("titles.none.out")));
}

function drawTitles() {
  whenever(["title"], drawIn);
  whenever(["unit"], drawOut);
}
