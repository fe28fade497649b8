// Sections and what they hold: tables, sentences, and what opens on demand.

function cellParts(cell) {
  if (typeof cell === "string") return [cell];
  const text = cell.href ? h("a", { href: cell.href, rel: "noreferrer noopener" }, cell.text) : cell.text;
  return [text, cell.note ? h("small", null, cell.note) : null];
}

function tableCell(block, cell, place) {
  const numeric = block.right.includes(place);
  const tone = typeof cell === "string" ? "" : cell.tone || "";
  const kind = [numeric ? "n" : "", tone].filter(Boolean).join(" ");
  return h(place ? "td" : "th", { scope: place ? null : "row", class: kind || null, title: cell.hint, "data-label": block.heads[place] }, cellParts(cell));
}

function tableBlock(block) {
  const heads = block.heads.map((head, place) => h("th", { scope: "col", class: block.right.includes(place) ? "n" : null }, head));
  const rows = block.rows.map((row) => h("tr", null, row.map((cell, place) => tableCell(block, cell, place))));
  return [
    block.name ? h("h3", null, block.name) : null,
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": block.name || block.heads[0] },
      h("table", { class: "stacked" }, h("thead", null, h("tr", null, heads)), h("tbody", null, rows)))];
}

function saysBlock(block) {
  const head = block.name ? h("h3", null, block.name) : null;
  if (block.form === "list") return [head, h("ul", { class: "says" }, block.texts.map((text) => h("li", null, text)))];
  return [head, block.texts.map((text) => h("p", { class: block.form }, text))];
}

/** What a fold holds is made when it is opened, or when the page is printed. */
function foldBlock(block) {
  const body = h("div", null);
  const fill = () => { if (!body.childNodes.length) body.append(...blockParts(block.blocks)); };
  const fold = h("details", { ontoggle: fill }, h("summary", null, block.name), body);
  addEventListener("beforeprint", () => { fill(); fold.open = true; });
  return fold;
}

const BLOCKS = { table: tableBlock, says: saysBlock, fold: foldBlock, ranges: rangesBlock, bridges: bridgesBlock };

const blockParts = (blocks) => blocks.map((block) => BLOCKS[block.is](block)).flat(9).filter(Boolean);

function drawSections() {
  byId("sections").replaceChildren(...data.sections.map((section) =>
    h("section", { id: section.id, class: "wide", "aria-labelledby": `${section.id}-h` },
      h("h2", { id: `${section.id}-h` }, section.heading),
      section.hint ? h("p", { class: "hint" }, section.hint) : null,
      blockParts(section.blocks))));
}
