// The money of a place month by month: what goes out, and what is out until awards are paid.

import type { Colours } from '../charts/colours';
import type { Option } from '../charts/ec';
import type { Month } from './model';

export interface CashWords {
  spend: string;
  late: string;
  early: string;
  months: string[];
  unit: string;
}

export function cashOption(months: Month[], words: CashWords, colours: Colours): Option {
  const million = (value: number | string): number => Math.round(Number(value) / 1e3) / 1e3;
  return {
    grid: { left: 8, right: 16, top: 54, bottom: 6, outerBoundsMode: 'same' } as Option['grid'],
    legend: { top: 0, left: 0 },
    tooltip: { trigger: 'axis', valueFormatter: (value) => String(value) },
    xAxis: { type: 'category', data: words.months, axisTick: { show: false } },
    yAxis: { type: 'value', name: words.unit, nameTextStyle: { align: 'left' } },
    series: [
      { name: words.spend, type: 'bar', barMaxWidth: 16, itemStyle: { color: colours.holdLine }, data: months.map((each) => million(each.spend)) },
      { name: words.late, type: 'line', step: 'middle', symbol: 'none', lineStyle: { color: colours.accent, width: 2.2 }, itemStyle: { color: colours.accent }, data: months.map((each) => million(each.out_late)) },
      { name: words.early, type: 'line', step: 'middle', symbol: 'none', lineStyle: { color: colours.good, width: 2.2, type: 'dashed' }, itemStyle: { color: colours.good }, data: months.map((each) => million(each.out_early)) },
    ],
  };
}
