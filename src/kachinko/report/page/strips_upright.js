// Strips that stand upright, side by side, as on a board of cardboard: a row for each part.

function uprightNames() {
  const head = ["scene", "ie", "dn", "pages", "set"].map((column) => h("div", { class: `u-${column}` }, word(`col.${column}`)));
  return h("div", { class: "u-names" }, head,
    data.players.map((player) => h("div", { class: "u-part" }, h("b", null, player.id), " ", player.name)));
}

function uprightStrip(strip) {
  const plays = new Set(strip.cast);
  return h("div", { class: `u-strip ${strip.tone}`, title: [strip.set, strip.synopsis].filter(Boolean).join(": ") },
    h("div", { class: "u-scene" }, strip.number), h("div", { class: "u-ie" }, strip.setting), h("div", { class: "u-dn" }, strip.time),
    h("div", { class: "u-pages" }, strip.pages), h("div", { class: "u-set" }, h("span", null, strip.set)),
    data.players.map((player) => h("div", { class: "u-part" }, plays.has(player.id) ? player.id : "")));
}

const uprightBar = (kind, ...lines) =>
  h("div", { class: `u-bar ${kind}`, title: lines.filter(Boolean).join(" · ") }, h("span", null, lines.filter(Boolean).join("  ")));

function drawUpright() {
  const strips = data.rows.flatMap((row) => (row.break
    ? [uprightBar("break", row.title, row.unit, row.date, word("day.hours", row), pagesText(row.pages), row.place),
      ...row.strips.map(uprightStrip)]
    : [uprightBar("banner", row.days, row.reason)]));
  byId("strips-upright").replaceChildren(
    h("div", { class: "upright", tabindex: 0, role: "group", "aria-label": word("strips.heading") }, uprightNames(), strips));
}
