// The world around the places: a projection that shows all of them as large as it can, and labels.

import { geoCentroid, geoArea, geoNaturalEarth1, geoPath, type GeoProjection } from 'd3-geo';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Spot } from './model';

export type Country = Feature<Polygon | MultiPolygon, { name: string }>;
export type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;
export interface Point {
  place: string;
  longitude: number;
  latitude: number;
  /** It stands for the whole country, as nobody said where in it. */
  country: boolean;
}

export function countriesOf(atlas: Atlas): Country[] {
  return (feature(atlas, atlas.objects.countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>).features;
}

/** Where a place is marked: where it is said to lie, else in the middle of its country's largest part. */
export function pointOf(spot: Spot, countries: Country[]): Point | null {
  if (spot.latitude !== null && spot.longitude !== null) {
    return { place: spot.place, latitude: spot.latitude, longitude: spot.longitude, country: false };
  }
  const found = countries.find((each) => String(each.id).padStart(3, '0') === spot.country);
  if (!found) return null;
  const parts = found.geometry.type === 'Polygon' ? [found.geometry.coordinates] : found.geometry.coordinates;
  const polygons = parts.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
  const largest = polygons.reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one));
  const [longitude, latitude] = geoCentroid(largest);
  return { place: spot.place, longitude, latitude, country: true };
}

/** The meridian in the middle of the shortest arc that holds all points. */
export function middleOf(longitudes: number[]): number {
  if (!longitudes.length) return 0;
  const sorted = [...longitudes].sort((one, other) => one - other);
  let gap = -1;
  let begin = 0;
  sorted.forEach((each, at) => {
    const next = at + 1 < sorted.length ? sorted[at + 1] : sorted[0] + 360;
    if (next - each > gap) {
      gap = next - each;
      begin = next;
    }
  });
  const middle = begin + (360 - gap) / 2;
  return ((middle + 540) % 360) - 180;
}

/** A projection turned to the points, with all of them inside the frame. */
export function projectionOf(points: Point[], width: number, height: number): GeoProjection {
  const turned = geoNaturalEarth1().rotate([-middleOf(points.map((each) => each.longitude)), 0]);
  const sphere = turned.fitSize([width, height], { type: 'Sphere' });
  if (points.length < 2) return sphere;
  const whole = sphere.scale();
  const coordinates = points.map((each): [number, number] => [each.longitude, each.latitude]);
  const pad = { x: Math.min(90, width * 0.13), y: Math.min(46, height * 0.18) };
  turned.fitExtent([[pad.x, pad.y], [width - pad.x, height - pad.y]], { type: 'MultiPoint', coordinates });
  // Near neighbours are not blown up into a map without a shape that anybody knows.
  const scale = Math.min(turned.scale(), whole * 3);
  const at = coordinates.map((each) => turned(each)!);
  const middle = [0, 1].map((side) => (Math.min(...at.map((each) => each[side])) + Math.max(...at.map((each) => each[side]))) / 2);
  const centre = turned.invert!([middle[0], middle[1]])!;
  turned.scale(scale);
  const now = turned(centre)!;
  const [x, y] = turned.translate();
  return turned.translate([x + width / 2 - now[0], y + height / 2 - now[1]]).clipExtent([[0, 0], [width, height]]);
}

export interface Label {
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
}

/** Labels beside their marks, at the first side on which they cover nothing. */
export function labelled(marks: { x: number; y: number; text: number }[], radius: number, frame: { width: number; height: number }): Label[] {
  const boxes = marks.map(({ x, y }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  return marks.map(({ x, y, text }, number) => {
    const sides: { label: Label; left: number; top: number }[] = [
      { label: { x: x + radius + 5, y: y + 4, anchor: 'start' }, left: x + radius + 5, top: y - 8 },
      { label: { x: x - radius - 5, y: y + 4, anchor: 'end' }, left: x - radius - 5 - text, top: y - 8 },
      { label: { x, y: y - radius - 6, anchor: 'middle' }, left: x - text / 2, top: y - radius - 20 },
      { label: { x, y: y + radius + 15, anchor: 'middle' }, left: x - text / 2, top: y + radius + 3 },
    ];
    const free = sides.find(({ left, top }) => {
      const box = { left, right: left + text, top, bottom: top + 16 };
      const inside = left >= 2 && box.right <= frame.width - 2 && top >= 2 && box.bottom <= frame.height - 2;
      return inside && !boxes.some((other, at) => at !== number && meet(box, other));
    });
    const taken = free ?? sides[0];
    boxes.push({ left: taken.left, right: taken.left + text, top: taken.top, bottom: taken.top + 16 });
    return taken.label;
  });
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function meet(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

export { geoPath };
