// The falling cost of a search as a line of steps.

export interface Point {
  seconds: number;
  /** Exact amount. */
  cost: string;
  bound: string | null;
}

export interface Drawn {
  cost: string;
  bound: string;
  low: number;
  high: number;
  end: number;
}

/** Lines of steps in a box of this size, lowest amount at the bottom with a little room. */
export function drawn(points: readonly Point[], width: number, height: number, also: readonly number[] = []): Drawn {
  const end = Math.max(0.1, ...points.map((point) => point.seconds));
  const costs = points.map((point) => Number(point.cost));
  const bounds = points.map((point) => (point.bound === null ? null : Number(point.bound)));
  const known = bounds.filter((bound): bound is number => bound !== null && bound > 0);
  const all = [...costs, ...also, ...known];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = (most - least || most || 1) * 0.08;
  const [low, high] = [least - room, most + room];
  const x = (seconds: number): number => round((seconds / end) * width);
  const y = (amount: number): number => round(height - ((amount - low) / (high - low)) * height);
  return { cost: steps(points, costs, x, y, width), bound: steps(points, bounds, x, y, width), low, high, end };
}

function steps(points: readonly Point[], amounts: readonly (number | null)[], x: (s: number) => number, y: (a: number) => number, width: number): string {
  let path = '';
  let last = NaN;
  points.forEach((point, at) => {
    const amount = amounts[at];
    if (amount === null || amount <= 0 || amount === last) return;
    path += path ? `H${x(point.seconds)}V${y(amount)}` : `M${x(point.seconds)} ${y(amount)}`;
    last = amount;
  });
  return path ? `${path}H${width}` : '';
}

export function placeOf(amount: number, { low, high }: Drawn, height: number): number {
  return round(height - ((amount - low) / (high - low)) * height);
}

const round = (value: number): number => Math.round(value * 10) / 10;
