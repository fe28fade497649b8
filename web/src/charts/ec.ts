// The one place that knows which parts of ECharts are used: what is not named here is not shipped.
//
// Charts are drawn as SVG: they stay sharp in print, and their words can be found and read out.
// Hints are drawn within the picture (`richText`): the usual ones are HTML with styles written
// into it, which a strict policy forbids.

import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import type { BarSeriesOption, CustomSeriesOption, HeatmapSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type {
  AriaComponentOption,
  DataZoomComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkAreaComponentOption,
  MarkLineComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import type { Colours } from './colours';

use([
  BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart, AriaComponent, DataZoomInsideComponent, GridComponent,
  LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, SVGRenderer,
]);

export type { ECharts };
export type Option = ComposeOption<
  | BarSeriesOption | CustomSeriesOption | HeatmapSeriesOption | LineSeriesOption | ScatterSeriesOption
  | AriaComponentOption | DataZoomComponentOption | GridComponentOption | LegendComponentOption
  | MarkAreaComponentOption | MarkLineComponentOption | TooltipComponentOption | VisualMapComponentOption
>;

/** How a chart looks before it says anything itself: the page's letters and colours, and no movement. */
export function manners(colours: Colours): Record<string, unknown> {
  const axis = {
    axisLine: { lineStyle: { color: colours.lineStrong } },
    axisTick: { lineStyle: { color: colours.lineStrong } },
    axisLabel: { color: colours.muted, fontSize: 12 },
    nameTextStyle: { color: colours.muted, fontSize: 12 },
    splitLine: { lineStyle: { color: colours.line } },
    splitArea: { show: false },
  };
  const hint = { backgroundColor: colours.slate, borderColor: colours.slate, textStyle: { color: colours.chalk, fontSize: 13 } };
  return {
    animation: false,
    backgroundColor: 'transparent',
    color: [colours.shoot, colours.build, colours.strikeLine, colours.good, colours.accent, colours.holdLine, colours.firm],
    textStyle: { fontFamily: colours.family, color: colours.ink, fontSize: 13 },
    categoryAxis: axis,
    valueAxis: axis,
    timeAxis: axis,
    legend: { textStyle: { color: colours.ink, fontSize: 13 }, inactiveColor: colours.muted, itemWidth: 16, itemHeight: 11 },
    tooltip: { ...hint, renderMode: 'richText', confine: true, axisPointer: { lineStyle: { color: colours.lineStrong }, shadowStyle: { color: colours.off } } },
    visualMap: { textStyle: { color: colours.muted, fontSize: 12 } },
  };
}

/** Begin a chart in an element; its size follows from the element's. */
export function begin(place: HTMLElement, colours: Colours): ECharts {
  return init(place, manners(colours), { renderer: 'svg' });
}
