// The places weighed anew at a setting: sums, products and a sort over draws that the service made.
//
// Everything is exact but the awards, which are read off the service's grid in straight lines. An
// award is made of shares, sums and limits, so that this is exact as well unless a limit begins to
// bind between two points of the grid.

import type { Spread, Surface, SurfaceProgramme } from './model';
import type { Levers } from './setting';

const YEAR = 365;
const TAIL = 0.05;

type Draws = Float32Array | number;

interface ReadyProgramme extends Omit<SurfaceProgramme, 'net' | 'luck' | 'outcomes' | 'delays'> {
  net: Float32Array;
  luck: Float32Array | null;
  outcomes: Draws;
  delays: Draws;
}

interface ReadyPlace {
  id: string;
  gross: [string, number][];
  base: string;
  sides: string[];
  points: Float64Array[];
  programmes: ReadyProgramme[];
  nets: Float64Array;
  ordered: Float64Array;
}

export interface Ready {
  currency: string;
  draws: number;
  discount: number;
  worth: Map<string, Float32Array>;
  places: ReadyPlace[];
}

export interface Weighed {
  id: string;
  gross: number;
  /** By the middle of all that is assumed, as the memo ranks. */
  net: number;
  spread: Spread;
  /** What the place is ranked by. */
  score: number;
}

/** Numbers of 32 bits out of base64, the least significant byte first. */
export function unpacked(text: string): Float32Array {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
  const view = new DataView(bytes.buffer);
  const numbers = new Float32Array(bytes.length / 4);
  for (let at = 0; at < numbers.length; at++) numbers[at] = view.getFloat32(at * 4, true);
  return numbers;
}

const drawsOf = (packed: string | number): Draws => (typeof packed === 'number' ? packed : unpacked(packed));

/** Unpack once what is weighed often. */
export function ready(surface: Surface): Ready {
  return {
    currency: surface.currency,
    draws: surface.draws,
    discount: surface.discount,
    worth: new Map(Object.entries(surface.worth).map(([name, packed]) => [name, unpacked(packed)])),
    places: surface.places.map((place) => ({
      id: place.id,
      gross: Object.entries(place.gross),
      base: place.base,
      sides: place.sides,
      points: place.points.map((axis) => Float64Array.from(axis)),
      programmes: place.programmes.map((each) => ({
        ...each,
        net: unpacked(each.net),
        luck: each.luck === null ? null : unpacked(each.luck),
        outcomes: drawsOf(each.outcomes),
        delays: drawsOf(each.delays),
      })),
      nets: new Float64Array(surface.draws),
      ordered: new Float64Array(surface.draws),
    })),
  };
}

/** Where a value lies along an axis: the point before it, and how far it is to the next one. */
export function spotOn(axis: Float64Array, value: number): [number, number] {
  let low = 0;
  let high = axis.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (axis[middle] <= value) low = middle;
    else high = middle;
  }
  // Beyond the ends the first and last stretches go on.
  return [low, (value - axis[low]) / (axis[low + 1] - axis[low])];
}

/** A value of a grid between its points, each way in a straight line. */
export function between(net: Float32Array, sizes: number[], spots: [number, number][]): number {
  let sum = 0;
  for (let corner = 0; corner < 1 << sizes.length; corner++) {
    let at = 0;
    let weight = 1;
    for (let side = 0; side < sizes.length; side++) {
      const [low, part] = spots[side];
      const far = (corner >> side) & 1;
      at = at * sizes[side] + low + far;
      weight *= far ? part : 1 - part;
    }
    if (weight !== 0) sum += weight * net[at];
  }
  return sum;
}

function waitingFor(programme: ReadyProgramme, discount: number, delay: number): number {
  if (discount === 0) return 1;
  let worth = 0;
  for (const { share, days } of programme.coming) worth += share * (1 + discount) ** (-Math.max(0, days + delay) / YEAR);
  return worth;
}

const at = (draws: Draws, draw: number): number => (typeof draws === 'number' ? draws : draws[draw]);

/** All places at a setting; those that are left out are not weighed. */
export function weigh(all: Ready, levers: Levers): Weighed[] {
  const places = all.places.filter((place) => !levers.out.includes(place.id));
  const moved = (name: string): number => levers.worth[name] ?? 1;
  const found = places.map((place) => {
    fill(all, place, levers);
    const { gross, net } = middle(all, place, levers, moved);
    return { id: place.id, gross, net, spread: spreadOf(place), score: net };
  });
  const first = cheapest(places, all.draws);
  found.forEach((each, row) => {
    each.spread.cheapest = first[row] / all.draws;
    each.score = (1 - levers.risk) * each.net + levers.risk * each.spread.tail;
  });
  return found.sort((one, other) => one.score - other.score);
}

/** The net cost of a place in every draw. */
function fill(all: Ready, place: ReadyPlace, levers: Levers): void {
  const { draws, currency: want } = all;
  const price = levers.price[place.id] ?? 1;
  const column = (name: string): { set: number; drawn: Float32Array | undefined } => ({ set: levers.worth[name] ?? 1, drawn: all.worth.get(name) });
  const wanted = column(want);
  const lines = place.gross.map(([name, amount]) => ({ amount: amount * price, own: name === want, ...column(name) }));
  const sides = place.sides.map(column);
  const base = column(place.base);
  const sizes = place.points.map((axis) => axis.length);
  const last = spotOn(place.points[place.points.length - 1], price);
  const spots: [number, number][] = [...place.sides.map((): [number, number] => [0, 0]), last];
  const programmes = place.programmes.map((each) => ({
    each,
    extra: levers.delay[each.id] ?? 0,
    granted: each.sure ? 1 : (levers.granted[each.id] ?? each.granted),
    own: each.currency === want,
    ...column(each.currency),
  }));
  for (let draw = 0; draw < draws; draw++) {
    const unit = wanted.set * (wanted.drawn ? wanted.drawn[draw] : 1);
    let net = 0;
    for (const line of lines) net += line.own ? line.amount : (line.amount * line.set * (line.drawn ? line.drawn[draw] : 1)) / unit;
    if (sides.length) {
      const against = base.set * (base.drawn ? base.drawn[draw] : 1);
      for (let side = 0; side < sides.length; side++) {
        const { set, drawn } = sides[side];
        spots[side] = spotOn(place.points[side], (set * (drawn ? drawn[draw] : 1)) / against);
      }
    }
    for (const { each, extra, granted, own, set, drawn } of programmes) {
      if (!each.sure && (granted === 0 || (granted < 1 && each.luck !== null && each.luck[draw] >= granted))) continue;
      const award = between(each.net, sizes, spots) * each.rate * (own ? 1 : (set * (drawn ? drawn[draw] : 1)) / unit);
      net -= award * at(each.outcomes, draw) * waitingFor(each, all.discount, at(each.delays, draw) + extra);
    }
    place.nets[draw] = net;
  }
}

/** Gross and net by the middle of what is assumed. */
function middle(all: Ready, place: ReadyPlace, levers: Levers, moved: (name: string) => number): { gross: number; net: number } {
  const price = levers.price[place.id] ?? 1;
  const unit = moved(all.currency);
  const told = (name: string): number => (name === all.currency ? 1 : moved(name) / unit);
  let gross = 0;
  for (const [name, amount] of place.gross) gross += amount * price * told(name);
  const values = [...place.sides.map((side) => moved(side) / moved(place.base)), price];
  const spots = values.map((value, side) => spotOn(place.points[side], value));
  const sizes = place.points.map((axis) => axis.length);
  let net = gross;
  for (const each of place.programmes) {
    const granted = each.sure ? 1 : (levers.granted[each.id] ?? each.granted);
    const award = between(each.net, sizes, spots) * each.rate * told(each.currency);
    net -= award * granted * each.kept * waitingFor(each, all.discount, each.delay + (levers.delay[each.id] ?? 0));
  }
  return { gross, net };
}

function spreadOf(place: ReadyPlace): Spread {
  const { ordered, nets } = place;
  ordered.set(nets);
  ordered.sort();
  const count = ordered.length;
  const quantile = (share: number): number => {
    const [low, part] = [Math.floor(share * (count - 1)), (share * (count - 1)) % 1];
    return ordered[low] + part * (ordered[Math.min(low + 1, count - 1)] - ordered[low]);
  };
  const worst = Math.max(1, Math.round(count * TAIL));
  let sum = 0;
  let tail = 0;
  for (let draw = 0; draw < count; draw++) {
    sum += ordered[draw];
    if (draw >= count - worst) tail += ordered[draw];
  }
  return { p10: quantile(0.1), p50: quantile(0.5), p90: quantile(0.9), mean: sum / count, tail: tail / worst, cheapest: 0 };
}

/** In how many draws each place costs least; of equals the one named first. */
function cheapest(places: ReadyPlace[], draws: number): number[] {
  const count = places.map(() => 0);
  if (!places.length) return count;
  for (let draw = 0; draw < draws; draw++) {
    let best = 0;
    for (let row = 1; row < places.length; row++) if (places[row].nets[draw] < places[best].nets[draw]) best = row;
    count[best]++;
  }
  return count;
}
