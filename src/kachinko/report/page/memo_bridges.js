// A waterfall for each place: gross, what comes off, what comes on, net; all to one scale.

const BRIDGE_WIDTH = 420;
const BRIDGE_HEIGHT = 190;
const BRIDGE_FOOT = 34;
const BRIDGE_HEAD = 18;

function bridgeBar(bar, place, count, y) {
  const room = BRIDGE_WIDTH / count;
  const x = place * room + room * 0.14;
  const [top, foot] = [Math.min(y(bar.start), y(bar.end)), Math.max(y(bar.start), y(bar.end))];
  const middle = x + room * 0.36;
  return svg("g", { class: `bar ${bar.kind}` }, svg("title", null, `${bar.name}: ${bar.text}`),
    svg("rect", { x, y: top, width: room * 0.72, height: Math.max(foot - top, 1) }),
    place < count - 1 ? svg("line", { class: "joint", x1: x + room * 0.72, x2: x + room, y1: y(bar.end), y2: y(bar.end) }) : null,
    svg("text", { class: "figure", x: middle, y: top - 5, "text-anchor": "middle" }, bar.text),
    svg("text", { class: "tick", x: middle, y: BRIDGE_HEIGHT - 14, "text-anchor": "middle" }, word(`tick.${bar.kind}`)));
}

function bridgeFigure(bridge, most) {
  const floor = BRIDGE_HEIGHT - BRIDGE_FOOT;
  const y = (value) => floor - Math.max(0, value) / most * (floor - BRIDGE_HEAD);
  const told = bridge.bars.map((bar) => `${bar.name} ${bar.text}`).join(", ");
  return h("figure", { class: "panel bridge" }, h("figcaption", null, bridge.name),
    svg("svg", { viewBox: `0 0 ${BRIDGE_WIDTH} ${BRIDGE_HEIGHT}`, role: "img", "aria-label": `${bridge.name}: ${told}` },
      svg("line", { class: "base", x1: 0, x2: BRIDGE_WIDTH, y1: floor, y2: floor }),
      bridge.bars.map((bar, place) => bridgeBar(bar, place, bridge.bars.length, y))));
}

function bridgesBlock(block) {
  const most = Math.max(...block.places.flatMap((each) => each.bars.flatMap((bar) => [bar.start, bar.end])), 1);
  return h("div", { class: "bridges", role: "group", "aria-label": block.label }, block.places.map((each) => bridgeFigure(each, most)));
}
