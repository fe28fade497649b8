// The tables: titles, buffers with their bars, sets that hand delay on, and what all of it hangs on.

function failsText(title) {
  const fails = Object.entries(title.broken).sort((one, other) => other[1] - one[1]);
  return fails.map(([promise, share]) => word("fails.one", { promise: word(`promise.${promise}`), share: chance(share) })).join(", ");
}

function drawTitles() {
  byId("titles-table").replaceChildren(dataTable([
    ["title", (title) => title.name], ["value", (title) => number(title.value), true],
    ["planned", (title) => dateText(title.wrap.planned), true], ["p10", (title) => dateText(title.wrap.p10), true],
    ["p50", (title) => dateText(title.wrap.p50), true], ["p90", (title) => dateText(title.wrap.p90), true],
    ["wraps", (title) => chance(title.wraps_on_plan), true], ["clear", (title) => chance(title.on_plan), true],
    ["keeps", (title) => chance(title.keeps_dates), true], ["late", (title) => days(title.late_days), true],
    ["fails", failsText]], data.titles));
}

/** A bar as long as the share of the best. */
function savedBar(saved, most) {
  return h("div", { class: "saved" },
    svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { class: "saved-bar", width: 100 * saved / most, height: 10 })),
    h("strong", null, rounded(saved, 1)));
}

function drawBuffers() {
  const hint = document.querySelector("#buffers .hint");
  hint.textContent = word("buffers.hint", { days: data.buffer_days });
  const nothing = data.buffer_draws ? word("buffers.none") : word("buffers.untried");
  if (!data.buffers.length) return void byId("buffers-body").replaceChildren(h("p", { class: "notice" }, nothing));
  const most = data.buffers[0].saved_value_days;
  byId("buffers-body").replaceChildren(dataTable([
    ["after", (each) => word("buffers.task", { title: titleName(each.title), item: itemName(each.title, each.item), kind: word(`kind.${each.kind}`) })],
    ["weighted", (each) => savedBar(each.saved_value_days, most)],
    ["saved", (each) => rounded(each.saved_days, 1), true], ["slack", (each) => days(each.slack), true],
    ["more_wrap", (each) => word("titles.n", { n: signed(each.more_wrap) }), true],
    ["more_keep", (each) => word("titles.n", { n: signed(each.more_keep) }), true]], data.buffers));
}

const MOST_ROWS = 12;
const MOST_NAMED = 4;

function toText(each) {
  const named = each.to.slice(0, MOST_NAMED).map((to) => word("spread.to", { title: titleName(to.title), days: days(to.days) }));
  if (each.to.length > MOST_NAMED) named.push(word("spread.more", { n: each.to.length - MOST_NAMED }));
  return named.join(", ");
}

const SPREAD = [
  ["title", (each) => titleName(each.title)], ["item", (each) => itemName(each.title, each.item)], ["stage", (each) => stageName(each.stage)],
  ["chance", (each) => chance(each.chance), true], ["days", (each) => days(each.days), true],
  ["arrives", (each) => days(each.arrives_late), true], ["leaves", (each) => days(each.leaves_late), true], ["to", toText]];

function drawSpread() {
  if (!data.spreaders.length) return void byId("spread-body").replaceChildren(h("p", { class: "notice" }, word("spread.none")));
  const rest = data.spreaders.slice(MOST_ROWS);
  byId("spread-body").replaceChildren(
    dataTable(SPREAD, data.spreaders.slice(0, MOST_ROWS)),
    ...(rest.length ? [h("details", null, h("summary", null, word("spread.rest", { n: rest.length })), dataTable(SPREAD, rest))] : []));
}

function scopeText(range) {
  if (range.title === null) return word("assumed.all");
  return range.item === null ? titleName(range.title) : `${titleName(range.title)}: ${itemName(range.title, range.item)}`;
}

function drawAssumed() {
  byId("assumed-body").replaceChildren(
    h("ul", null, data.assumptions.map((each) => h("li", null, each))),
    h("h3", null, word("assumed.ranges")),
    dataTable([
      ["phase", (range) => range.phase], ["scope", scopeText],
      ["low", (range) => number(range.low), true], ["mode", (range) => number(range.mode), true], ["high", (range) => number(range.high), true],
      ["source", (range) => word(range.ours ? "assumed.ours" : "assumed.given")]], data.ranges));
}
