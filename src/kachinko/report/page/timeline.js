// The timeline section: stages × days and titles × days, their legend, tools and table.

let boards = [];

function dayCount(span) {
  const days = span[1] - span[0];
  return days === 1 ? word("tip.day") : word("tip.days", { n: days });
}

function tipRow(name, value) {
  return h("div", null, h("dt", null, name), h("dd", null, value));
}

function sizeText(each) {
  const size = each.width_m === null ? "" : ` · ${word("tip.size", { w: number(each.width_m), d: number(each.depth_m) })}`;
  return area(each.area_m2) + size;
}

/** What hover and focus show of a set. */
function setDetails(each) {
  return h("div", null,
    h("p", { class: "tip-title" }, dot(each.title), titleName(each.title)),
    h("p", { class: "tip-set" }, each.name),
    h("dl", null,
      tipRow(word("tip.stage"), data.stages[each.stage].name),
      tipRow(word("tip.area"), sizeText(each)),
      each.height_m !== null && tipRow(word("tip.height"), `${number(each.height_m)} m`),
      stretches(each).map(([phase, first, stop], place) =>
        tipRow([swatch(phase, `tip-${place}`), word(`phase.${phase}`)], `${spanText([first, stop])} · ${dayCount([first, stop])}`))));
}

function setText(each) {
  return [
    `${word("tip.stage")} ${data.stages[each.stage].name}`,
    `${word("tip.area")} ${area(each.area_m2)}`,
    ...each.phases.map(([phase, first, stop]) => `${word(`phase.${phase}`)} ${spanText([first, stop])}`),
  ];
}

function setBar(each, label) {
  return {
    id: `${data.titles[each.title].id}/${each.id}`, days: each.days, title: each.title, label,
    segments: stretches(each), details: () => setDetails(each), text: () => setText(each),
  };
}

// -- stages × days --------------------------------------------------------------------------------

/** Days of the horizon on which no agreement opens a stage, without its own closures. */
function withoutAgreement(stage) {
  const closed = [];
  let reached = 0;
  const shut = [...stage.open, ...stage.closures].map(([first, stop]) => [first, stop]).sort((one, other) => one[0] - other[0]);
  for (const [first, stop] of [...shut, [data.days, data.days]]) {
    if (first > reached) closed.push([reached, Math.min(first, data.days)]);
    reached = Math.max(reached, stop);
  }
  return closed.filter(([first, stop]) => stop > first);
}

function stageRows() {
  return data.studios.flatMap((studio, place) => [
    { group: [studio.name, studio.city].filter(Boolean).join(" · ") },
    ...data.stages.map((stage, at) => [stage, at]).filter(([stage]) => stage.studio === place).map(([stage, at]) => ({
      label: stage.name,
      sub: () => (stage.left_out ? word("inputs.unknown") : stage.floor_m2 === null ? "–" : area(stage.floor_m2)),
      off: studio.off,
      closed: withoutAgreement(stage),
      closures: stage.closures,
      lanes: intoLanes(setsByStage[at].map((each) => setBar(each, `${titleName(each.title)} · ${each.name}`))),
    })),
  ]);
}

// -- titles × days --------------------------------------------------------------------------------

function shootBar(each) {
  const bar = setBar(each, `${each.name} · ${data.stages[each.stage].name}`);
  const shoot = each.phases.find(([phase]) => phase === "shoot");
  return { ...bar, id: `${bar.id}#shoot`, days: shoot.slice(1), segments: [shoot] };
}

function blockBar(block) {
  const label = word("timeline.location", { id: block.id });
  const details = () => h("div", null,
    h("p", { class: "tip-title" }, dot(block.title), titleName(block.title)), h("p", { class: "tip-set" }, label),
    h("dl", null, tipRow([swatch("location", "tip-l"), word("phase.location")], `${spanText(block.days)} · ${dayCount(block.days)}`)));
  return {
    id: `${data.titles[block.title].id}/${block.id}`, days: block.days, title: block.title, label,
    segments: [["location", ...block.days]], details, text: () => [spanText(block.days)],
  };
}

/** The engaged span lies behind the work of the main lane, where nothing is shot. */
function withEngagedGaps(bars, engaged) {
  const lanes = intoLanes(bars);
  if (!engaged || !lanes.length) return lanes;
  const gaps = [];
  let reached = engaged[0];
  for (const { days } of bars) {
    if (days[0] > reached) gaps.push([reached, days[0]]);
    reached = Math.max(reached, days[1]);
  }
  const first = lanes[0];
  for (const gap of gaps) {
    const before = first.filter((bar) => bar.days[1] <= gap[0]).pop();
    if (before) before.segments = [...before.segments, ["span", ...gap]];
  }
  return lanes;
}

function titleRows() {
  return acceptedTitles.map((place) => {
    const bars = [...setsByTitle[place].map(shootBar), ...blocksByTitle[place].map(blockBar)].sort((one, other) => one.days[0] - other.days[0]);
    const title = data.titles[place];
    return {
      title: place,
      label: title.name,
      sub: title.engaged_days === null ? "" : word("tip.engaged", { n: title.engaged_days }),
      off: title.studio === null ? [] : data.studios[title.studio].off,
      lanes: withEngagedGaps(bars, title.engaged),
    };
  });
}

// -- legend, tools, table ---------------------------------------------------------------------------

function drawLegend() {
  const entry = (phase, text) => h("span", null, swatch(phase, `legend-${phase}`), text);
  byId("legend").replaceChildren(
    ...[...PHASES, "location", "span"].map((phase) => entry(phase, word(phase === "wait" ? "legend.wait" : `phase.${phase}`))),
    entry("closed", word("shade.closed")), entry("closure", word("shade.closure")));
}

function tool(label, text, deed) {
  return h("button", { type: "button", "aria-label": label, title: label, onclick: deed }, text);
}

function colourSwitch() {
  const choice = (value) => h("label", null,
    h("input", { type: "radio", name: "colour", value, checked: state.colour === value, onchange: () => change("colour", value) }),
    h("span", null, word(`timeline.colour.${value}`)));
  return h("fieldset", { class: "switch" }, h("legend", null, word("timeline.colour")), choice("phase"), choice("title"));
}

function drawTools() {
  const [stages] = boards;
  const width = () => stages.view.to - stages.view.from;
  const table = h("button", { type: "button", "aria-pressed": "false", id: "table-switch", onclick: () => switchTable(table) }, word("timeline.table"));
  byId("timeline-tools").replaceChildren(
    colourSwitch(),
    h("div", { class: "buttons picture-tools" },
      tool(word("timeline.left"), "←", () => stages.pan(-width() / 4)),
      tool(word("timeline.zoomout"), "−", () => stages.zoom(ZOOM_STEP)),
      tool(word("timeline.fit"), "⤢", () => stages.fit()),
      tool(word("timeline.zoomin"), "+", () => stages.zoom(1 / ZOOM_STEP)),
      tool(word("timeline.right"), "→", () => stages.pan(width() / 4))),
    table);
}

function switchTable(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  button.textContent = word(on ? "timeline.picture" : "timeline.table");
  byId("timeline").classList.toggle("as-table", on);
  byId("timeline-table").hidden = !on;
  if (on) drawTimelineTable();
}

function drawTimelineTable() {
  const columns = ["title", "set", "studio", "stage", "area", "stands"];
  const phases = PHASES.filter((phase) => phase !== "wait");
  const row = (each) => {
    const dates = Object.fromEntries(each.phases.map(([phase, first, stop]) => [phase, spanText([first, stop])]));
    return h("tr", null,
      h("th", { scope: "row" }, titleName(each.title)), h("td", null, each.name), h("td", null, stageStudio(each.stage).name),
      h("td", null, data.stages[each.stage].name), h("td", { class: "n" }, area(each.area_m2)), h("td", null, spanText(each.days)),
      phases.map((phase) => h("td", null, dates[phase] || "–")));
  };
  byId("timeline-table").replaceChildren(h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": word("timeline.heading") },
    h("table", null,
      h("thead", null, h("tr", null, columns.map((name) => h("th", { scope: "col" }, word(`timeline.col.${name}`))), phases.map((name) => h("th", { scope: "col" }, word(`phase.${name}`))))),
      h("tbody", null, data.sets.map(row), data.blocks.map(blockRow)))));
}

function blockRow(block) {
  return h("tr", null, h("th", { scope: "row" }, titleName(block.title)), h("td", null, word("timeline.location", { id: block.id })),
    h("td", null, "–"), h("td", null, "–"), h("td", null, "–"), h("td", null, spanText(block.days)), h("td", { colspan: 5 }));
}

function drawTimeline() {
  const one = new Board(byId("board-stages"), { rows: stageRows(), label: word("timeline.board.stages"), name: "stages" });
  const other = new Board(byId("board-titles"), { rows: titleRows(), label: word("timeline.board.titles"), name: "titles" });
  boards = [one, other];
  one.moved = follow(other);
  other.moved = follow(one);
  if (!acceptedTitles.length) byId("board-titles").replaceChildren(h("p", { class: "notice" }, word("page.nothing")));
  if (!data.stages.length) byId("board-stages").replaceChildren(h("p", { class: "notice" }, word("inputs.nostudios")));
  drawTools();
  whenever(["title", "day", "colour", "unit"], () => boards.forEach((board) => board.draw()));
  whenever(["unit"], () => { if (!byId("timeline-table").hidden) drawTimelineTable(); hideTip(); });
  whenever(["colour"], drawLegend);
}

/** Both boards show the same days. */
function follow(board) {
  return (view) => {
    board.view = { ...view };
    board.draw();
  };
}
