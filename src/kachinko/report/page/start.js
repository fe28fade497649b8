// Draw everything, once; then only what changes.

function drawUnits() {
  const choice = (unit) => h("label", { title: word(`units.${unit}.long`) },
    h("input", { type: "radio", name: "unit", value: unit, checked: state.unit === unit, onchange: () => change("unit", unit) }),
    h("span", null, word(`units.${unit}`)));
  byId("units").append(...Object.keys(AREA_UNITS).map(choice));
}

function drawSelected() {
  const chosen = state.title;
  byId("selected").replaceChildren(...(chosen === null ? [] : [
    h("button", { type: "button", class: "chip", onclick: () => change("title", null) }, dot(chosen), word("page.selected", { name: titleName(chosen) }), h("span", { "aria-hidden": "true" }, "×"), h("span", { class: "unseen" }, word("page.clear")))]));
}

/** Colours changed: the page turned dark or light, or goes to the printer. */
function redrawAll(printing = false) {
  forgetLooks();
  drawHeadline();
  drawLegend();
  for (const [, listener] of listeners) listener();
  for (const board of boards) {
    board.printing = printing;
    if (printing) board.view = { from: -data.days * 0.01, to: data.days * 1.01 };
    board.resize();
  }
}

function start() {
  drawHeadline();
  drawUnits();
  drawFloor();
  drawTimeline();
  drawUtilisation();
  drawTitles();
  drawInputs();
  whenever(["title"], drawSelected);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redrawAll());
  matchMedia("print").addEventListener("change", (event) => redrawAll(event.matches));
  addEventListener("scroll", followScroll, { passive: true });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { change("title", null); hideTip(); } });
  document.documentElement.dataset.ready = "yes";
}

// What a test, or a curious person at the console, can ask.
window.kachinko = { boards: () => boards, state, change, view: data };
start();
