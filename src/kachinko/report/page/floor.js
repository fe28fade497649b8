// The floor of every stage at one date, with the slider that chooses it.

const FIRE_LANE_M = 1.2;
const MARGIN_M = 2;
const PLAY_MS = 70;
const NARROW = 900;

const standingOn = (stage, day) => setsByStage[stage].filter(({ days }) => days[0] <= day && day < days[1]);
const isOpen = (stage, day) => data.stages[stage].open.some(([first, stop]) => first <= day && day < stop);
const closureOn = (stage, day) => data.stages[stage].closures.find(([first, stop]) => first <= day && day < stop);
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

/** Days on which a set comes, goes or changes its phase. */
function daysOfChange() {
  const days = new Set();
  for (const each of data.sets) {
    for (const [, first, stop] of each.phases) { days.add(first); days.add(stop); }
  }
  return [...days].filter((day) => day >= 0 && day < data.days).sort((one, other) => one - other);
}

/** The first day with the most floor in use: a telling date to begin with. */
function busiestDay(shares) {
  return Math.max(0, shares.indexOf(Math.max(...shares)));
}

/** For each day, the share of the open floor that is in use. */
function floorShares() {
  const used = new Float64Array(data.days + 1);
  const open = new Float64Array(data.days + 1);
  const add = (steps, [first, stop], size) => {
    steps[Math.min(Math.max(first, 0), data.days)] += size;
    steps[Math.min(Math.max(stop, 0), data.days)] -= size;
  };
  for (const each of data.sets) add(used, each.days, each.area_m2 || 0);
  for (const stage of data.stages) for (const span of stage.open) add(open, span, stage.floor_m2 || 0);
  const shares = [];
  for (let day = 0, u = 0, o = 0; day < data.days; day += 1) {
    u += used[day];
    o += open[day];
    shares.push(o > 0 ? Math.max(0, u / o) : 0);
  }
  return shares;
}

// -- the slider -----------------------------------------------------------------------------------

function track(shares) {
  const step = Math.max(1, Math.floor(data.days / 900));
  let path = "M0 40";
  for (let day = 0; day < data.days; day += step) {
    const y = (40 - Math.min(1, shares[day]) * 38).toFixed(1);
    path += `L${day} ${y}L${Math.min(data.days, day + step)} ${y}`;
  }
  return svg("svg", { class: "track", viewBox: `0 0 ${data.days} 40`, preserveAspectRatio: "none", role: "img", "aria-label": word("floor.track") },
    svg("path", { d: `${path}L${data.days} 40Z` }));
}

function trackMonths() {
  const labels = h("div", { class: "months", "aria-hidden": "true" });
  const first = dateOf(0);
  const months = Math.ceil(data.days / 30.4);
  const each = Math.max(1, Math.ceil(months / (innerWidth < 640 ? 6 : 14)));
  for (let month = 0; ; month += each) {
    const day = Math.round((Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1) - epoch) / MS_A_DAY);
    if (day > data.days - 8) break;
    const label = h("span", null, monthDates.format(dateOf(day)));
    label.style.left = `${(Math.max(0, day) / data.days) * 100}%`;
    labels.append(label);
  }
  return labels;
}

let playing = 0;

function stopPlaying(button) {
  clearInterval(playing);
  playing = 0;
  button.textContent = `▶\uFE0E ${word("floor.play")}`;
  button.setAttribute("aria-pressed", "false");
}

function play(button, changes) {
  if (playing) return void stopPlaying(button);
  if (state.day >= data.days - 1) change("day", 0);
  button.textContent = `❙❙ ${word("floor.pause")}`;
  button.setAttribute("aria-pressed", "true");
  const step = () => {
    const next = calm() ? changes.find((day) => day > state.day) : state.day + 1;
    if (next === undefined || next >= data.days) stopPlaying(button);
    else change("day", next);
  };
  playing = setInterval(step, calm() ? 1200 : PLAY_MS);
}

function drawSlider(shares) {
  const changes = daysOfChange();
  const range = h("input", { type: "range", id: "day", min: 0, max: data.days - 1, step: 1, "aria-label": word("floor.date"), oninput: () => change("day", Number(range.value)) });
  const go = (day) => day !== undefined && change("day", day);
  const button = h("button", { type: "button", id: "play", class: "play", "aria-pressed": "false", onclick: () => play(button, changes) }, `▶\uFE0E ${word("floor.play")}`);
  byId("floor-control").replaceChildren(h("div", { class: "slider" },
    h("div", { class: "buttons" },
      tool(word("floor.previous"), "⇤", () => go(changes.filter((day) => day < state.day).pop())),
      button,
      tool(word("floor.next"), "⇥", () => go(changes.find((day) => day > state.day)))),
    h("div", { class: "tracks" }, track(shares), range, trackMonths())));
  whenever(["day"], () => {
    range.value = String(state.day);
    range.setAttribute("aria-valuetext", longDates.format(dateOf(state.day)));
  });
}

// -- the stages -----------------------------------------------------------------------------------

/** Width and depth of the picture of a stage [m]; a stage without them is drawn 4 : 3. */
function extent(stage) {
  if (stage.width_m !== null) return [stage.width_m, stage.depth_m];
  const depth = Math.sqrt(((stage.floor_m2 || 300) * 3) / 4);
  return [(depth * 4) / 3, depth];
}

const isPlaced = (each) => each.x_m !== null && each.y_m !== null && each.width_m !== null;

/** Boxes [m] of the sets that stand: as planned where all have positions, else by area. */
function boxes(stage, standing) {
  const [width, depth] = extent(stage);
  if (stage.width_m !== null && standing.every(isPlaced)) {
    return standing.map((each) => ({ x: each.x_m, y: depth - each.y_m - each.depth_m, width: each.width_m, height: each.depth_m }));
  }
  const areas = standing.map((each) => each.area_m2 || 0);
  const floor = stage.floor_m2 || width * depth;
  const scale = (width * depth) / Math.max(floor, sum(areas));
  const free = Math.max(0, floor - sum(areas));
  const inset = { x: 0, y: 0, width: width * Math.min(1, sum(areas) / (sum(areas) + free)), height: depth };
  return squarified(areas.map((each) => each * scale), inset);
}

function setShape(each, box, scaleText, stage, toScale, paint) {
  const aisle = toScale && stage.aisle_m / 2;
  const label = `${titleName(each.title)} · ${each.name}`;
  const pick = () => toggleTitle(each.title);
  const dim = state.title !== null && state.title !== each.title;
  return svg("g", {
    class: dim ? "set dim" : "set", tabindex: 0, role: "button", "aria-label": [label, ...setText(each)].join(". "), "data-set": `${data.titles[each.title].id}/${each.id}`,
    onclick: pick, onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } },
    onpointermove: (event) => showTip(floorTip(each), event.clientX, event.clientY), onpointerleave: hideTip,
    onfocus: (event) => keepTip(floorTip(each), () => { const at = event.target.getBoundingClientRect(); return [at.left, at.bottom]; }), onblur: hideTip,
  },
  aisle > 0 && svg("rect", { class: "aisle", x: box.x - aisle, y: box.y - aisle, width: box.width + aisle * 2, height: box.height + aisle * 2, rx: aisle }),
  svg("g", { transform: `translate(${box.x} ${box.y}) scale(${1 / scaleText})` },
    svg("rect", { width: box.width * scaleText, height: box.height * scaleText, fill: paint, stroke: titleColour(each.title), "stroke-width": 2 }),
    setLabel(each, box.width * scaleText, box.height * scaleText)));
}

const floorTip = (each) => ({ id: `floor/${data.titles[each.title].id}/${each.id}`, details: () => setDetails(each) });

/** Name of the title, of the set and its area, on a plate, as far as there is room. */
function setLabel(each, width, height) {
  const lines = [[titleName(each.title), "plate-title"], [each.name, "plate-set"], [`${area(each.area_m2)}`, "plate-area"]];
  const shown = lines.slice(0, Math.max(0, Math.min(3, Math.floor((height - 8) / 14))));
  const room = width - 20;
  if (!shown.length || room < 22) return null;
  const cut = shown.map(([text, kind]) => {
    ruler.font = `${kind === "plate-title" ? 650 : 400} 11px ${FONT}`;
    const fitted = fitText(ruler, text, room);
    return [fitted, kind, widthOf(ruler, fitted)];
  });
  return svg("g", { class: "plate" },
    svg("rect", { x: 4, y: 4, width: Math.max(...cut.map((line) => line[2])) + 10, height: shown.length * 14 + 4, rx: 3 }),
    cut.map(([text, kind], place) => svg("text", { x: 9, y: 16 + place * 14, class: kind }, text)));
}

const ruler = document.createElement("canvas").getContext("2d");

function stagePicture(stage, standing, closed) {
  const [width, depth] = extent(stage);
  const known = stage.width_m !== null;
  const toScale = known && standing.every(isPlaced);
  const scaleText = floorScale();
  const id = `shut-${stage.id}`.replace(/[^\w-]/g, "_");
  const { tile, paint } = svgPattern(id, closed === "closure" ? "closure" : "closed");
  const laid = boxes(stage, standing);
  const patterns = new Map();
  const paintOf = (each) => {
    const phase = phaseAt(each, state.day);
    const key = `${id}-${phase}-${state.colour === "title" ? each.title : ""}`;
    if (!patterns.has(key)) patterns.set(key, svgPattern(key, phase, each.title));
    return patterns.get(key).paint;
  };
  const shapes = standing.map((each, place) => laid[place] && setShape(each, laid[place], scaleText, stage, toScale, paintOf(each)));
  const picture = svg("svg", { viewBox: `${-MARGIN_M} ${-MARGIN_M} ${width + MARGIN_M * 2} ${depth + MARGIN_M * 2}`, class: "stage", role: "group", "aria-label": stage.name },
    svg("defs", null, tile, [...patterns.values()].map((each) => each.tile)),
    known && svg("rect", { class: "walls", x: -FIRE_LANE_M, y: -FIRE_LANE_M, width: width + FIRE_LANE_M * 2, height: depth + FIRE_LANE_M * 2 }),
    svg("rect", { class: known ? "floorplan" : "floorplan areas", width, height: depth }),
    closed && svg("g", { transform: `scale(${1 / scaleText})` }, svg("rect", { width: width * scaleText, height: depth * scaleText, fill: paint })),
    shapes);
  picture.style.width = `${((width + MARGIN_M * 2) * scaleText).toFixed(1)}px`;
  return { picture, toScale };
}

/** Pixels to a metre, one for all stages: the widest fits the place for pictures in its card. */
function floorScale() {
  const host = byId("floor-stages").clientWidth || 360;
  const widest = Math.max(12, ...data.stages.filter((stage) => stage.floor_m2 !== null).map((stage) => extent(stage)[0]));
  const single = host < NARROW;
  byId("floor-stages").classList.toggle("single", single);
  const card = (single ? host : (host - 16) / 2) - 34;
  return Math.min(14, (card < 480 ? card : card * 0.62) / (widest + MARGIN_M * 2));
}

/** What stands, beside the picture: title, set, phase, and until when it stands. */
function standingList(standing) {
  const line = (each) => {
    const phase = phaseAt(each, state.day);
    return h("li", { class: state.title !== null && state.title !== each.title ? "dim" : null },
      h("b", null, dot(each.title), titleName(each.title)), h("span", null, `${each.name} · ${area(each.area_m2)}`),
      h("span", { class: "phase" }, swatch(phase, `list-${each.place}`), word("floor.until", { phase: word(`phase.${phase}`), date: mediumDate(each.days[1] - 1) })));
  };
  return h("ul", { class: "standing" }, standing.map(line));
}

function closedText(place) {
  const closure = closureOn(place, state.day);
  if (closure) return ["closure", word("floor.closure", { reason: closure[2] || word("floor.closure.plain") })];
  return isOpen(place, state.day) ? [null, null] : ["closed", word("floor.closed")];
}

function stageCard(stage, place) {
  if (stage.floor_m2 === null) return null;
  const standing = standingOn(place, state.day);
  const used = sum(standing.map((each) => each.area_m2 || 0));
  const [closed, why] = closedText(place);
  const { picture, toScale } = stagePicture(stage, standing, closed);
  const share = Math.min(1, used / stage.floor_m2);
  const hint = standing.length ? (toScale ? word("floor.toscale", { aisle: number(stage.aisle_m) }) : word("floor.areas")) : why || word("floor.dark");
  return h("article", { class: "floor-card", "data-stage": stage.id },
    h("h3", null, stage.name, h("small", null, data.studios[stage.studio].name)),
    h("p", { class: "meter" },
      svg("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { width: 100, height: 6, class: "meter-all" }), svg("rect", { width: share * 100, height: 6, class: "meter-used" })),
      h("span", null, word("floor.used", { used: area(used), floor: area(stage.floor_m2) })), h("span", { class: "free" }, word("floor.free", { free: area(Math.max(0, stage.floor_m2 - used)) }))),
    h("div", { class: "pair" }, picture, standingList(standing)),
    h("p", { class: "hint" }, hint));
}

function unknownFloors() {
  const names = data.stages.filter((stage) => stage.floor_m2 === null).map((stage) => stage.name);
  return names.length ? [h("p", { class: "hint" }, word("floor.unknown", { names: names.join(", ") }))] : [];
}

function drawFloors(shares) {
  const standing = data.sets.filter(({ days }) => days[0] <= state.day && state.day < days[1]).length;
  const count = standing === 0 ? word("floor.standing.none") : standing === 1 ? word("floor.standing.one") : word("floor.standing", { n: standing });
  byId("floor-date").replaceChildren(
    h("strong", null, longDates.format(dateOf(state.day))), h("span", null, `${count} · ${word("floor.share", { p: percent(shares[state.day]) })}`));
  if ((byId("tip").dataset.bar || "").startsWith("floor/")) hideTip();
  const focused = document.activeElement?.dataset?.set;
  byId("floor-stages").replaceChildren(...data.stages.map(stageCard).filter(Boolean), ...unknownFloors());
  // The pictures are new: the keyboard stays on the set where it was, if that still stands.
  if (focused) byId("floor-stages").querySelector(`[data-set="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function drawFloor() {
  if (!data.stages.length) return void byId("floor-stages").replaceChildren(h("p", { class: "notice" }, word("inputs.nostudios")));
  const shares = floorShares();
  state.day = busiestDay(shares);
  drawSlider(shares);
  whenever(["day", "unit", "title", "colour"], () => drawFloors(shares));
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; drawFloors(shares); } });
}
