// The peer: vis-timeline over the same rows and bars, as its own documents say for many items.
import { DataSet, Timeline } from '../../../web/node_modules/vis-timeline/standalone/esm/vis-timeline-graph2d.min.mjs';
import '../../../web/node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css';

const DAY = 86_400_000;
const feed = await (await fetch('/api/v1/board')).json();
performance.mark('peer-data');
const c = feed.bars;
const groups = new DataSet(feed.stages.map((stage: { id: string; name: string }, i: number) => ({ id: i, content: stage.name })));
const items = new DataSet(
  c.id.map((id: string, i: number) => ({
    id, group: c.stage[i], content: feed.titles[c.title[i]].name, start: c.first[i] * DAY, end: (c.last[i] + 1) * DAY,
  })),
);
const first = Math.min(...c.first);
const timeline = new Timeline(document.getElementById('board')!, items, groups, {
  height: '800px', stack: false, horizontalScroll: true, zoomKey: 'ctrlKey', editable: true,
  start: first * DAY, end: (first + 365) * DAY, showCurrentTime: false, showTooltips: false,
});
timeline.once('changed', () => {
  performance.measure('peer-paint', 'peer-data');
  Object.assign(window, { peer: timeline });
});
