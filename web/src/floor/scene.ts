// A stage in three dimensions: floor, fire lane, sets as boxes, and the grid above them.

import {
  AmbientLight, BoxGeometry, BufferGeometry, Color, DirectionalLight, DoubleSide, EdgesGeometry, Float32BufferAttribute, Group,
  LineBasicMaterial, LineSegments, Mesh, MeshBasicMaterial, MeshLambertMaterial, PerspectiveCamera, PlaneGeometry, Scene, Vector3, WebGLRenderer,
} from 'three';
import { eye, middleOf, VIEW_DEGREES, type Orbit } from './orbit';

export interface Solid {
  id: string;
  /** Left and front edge, width and depth as it lies [m]. */
  x: number;
  y: number;
  w: number;
  d: number;
  /** null: not known, drawn flat. */
  h: number | null;
  colour: string;
  line: string;
  chosen: boolean;
}

export interface Hall {
  width: number;
  depth: number;
  lane: number;
  /** null: not known, no grid is drawn. */
  height: number | null;
}

export interface Inks {
  page: string;
  floor: string;
  line: string;
  strong: string;
  ink: string;
  clash: string;
  focus: string;
}

export interface Spot {
  x: number;
  y: number;
  /** Whether it lies before the camera. */
  ahead: boolean;
}

const FLAT = 0.06;

/** Draws a stage; throws where the browser has no WebGL. */
export class StageScene {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(VIEW_DEGREES, 1, 0.1, 4000);
  private readonly content = new Group();
  private hall: Hall = { width: 1, depth: 1, lane: 0, height: null };

  constructor(canvas: HTMLCanvasElement) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true });
    const sun = new DirectionalLight(0xffffff, 1.7);
    sun.position.set(-0.5, 1, 0.7);
    this.scene.add(new AmbientLight(0xffffff, 1.7), sun, this.content);
  }

  size(width: number, height: number): void {
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / Math.max(1, height);
    this.camera.updateProjectionMatrix();
  }

  build(hall: Hall, solids: Solid[], inks: Inks): void {
    this.clear();
    this.hall = hall;
    this.scene.background = new Color(inks.page);
    const whole = this.sheet(hall.width + 2 * hall.lane, hall.depth + 2 * hall.lane, inks.strong, -0.02);
    const floor = this.sheet(hall.width, hall.depth, inks.floor, 0);
    this.content.add(whole, floor, this.metres(inks));
    for (const solid of solids) this.content.add(...this.solid(solid, inks));
    if (hall.height !== null) this.content.add(...this.grid(hall.height, inks));
  }

  draw(orbit: Orbit): void {
    const middle = middleOf(this.hall.height ?? 6);
    this.camera.position.set(...eye(orbit, middle));
    this.camera.lookAt(...middle);
    this.renderer.render(this.scene, this.camera);
  }

  /** Where a point of the stage lies on the picture [px]. */
  spot(x: number, y: number, up: number, width: number, height: number): Spot {
    const point = this.at(x, y, up).project(this.camera);
    return { x: ((point.x + 1) / 2) * width, y: ((1 - point.y) / 2) * height, ahead: point.z < 1 };
  }

  leave(): void {
    this.clear();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private at(x: number, y: number, up: number): Vector3 {
    return new Vector3(x - this.hall.width / 2, up, this.hall.depth / 2 - y);
  }

  private sheet(width: number, depth: number, colour: string, up: number): Mesh {
    const mesh = new Mesh(new PlaneGeometry(width, depth), new MeshBasicMaterial({ color: colour }));
    mesh.rotation.x = -Math.PI / 2;
    mesh.position.y = up;
    return mesh;
  }

  private metres(inks: Inks): LineSegments {
    const { width, depth } = this.hall;
    const step = Math.max(width, depth) > 200 ? 25 : 1;
    const points: number[] = [];
    for (let x = 0; x <= width; x += step) points.push(...this.at(x, 0, 0.01).toArray(), ...this.at(x, depth, 0.01).toArray());
    for (let y = 0; y <= depth; y += step) points.push(...this.at(0, y, 0.01).toArray(), ...this.at(width, y, 0.01).toArray());
    return this.lines(points, inks.line);
  }

  private solid(solid: Solid, inks: Inks): (Mesh | LineSegments)[] {
    const high = solid.h ?? FLAT;
    const over = this.hall.height !== null && solid.h !== null && solid.h > this.hall.height;
    const box = new BoxGeometry(solid.w, high, solid.d);
    const mesh = new Mesh(box, new MeshLambertMaterial({ color: over ? inks.clash : solid.colour }));
    const edges = new LineSegments(new EdgesGeometry(box), new LineBasicMaterial({ color: solid.chosen ? inks.focus : solid.line }));
    for (const part of [mesh, edges]) part.position.copy(this.at(solid.x + solid.w / 2, solid.y + solid.d / 2, high / 2));
    if (!solid.chosen || solid.h === null || this.hall.height === null) return [mesh, edges];
    const [x, y] = [solid.x + solid.w / 2, solid.y + solid.d / 2];
    return [mesh, edges, this.lines([...this.at(x, y, solid.h).toArray(), ...this.at(x, y, this.hall.height).toArray()], inks.focus)];
  }

  /** The height up to which sets may stand: a thin sheet, its beams, and posts at the corners. */
  private grid(height: number, inks: Inks): (Mesh | LineSegments)[] {
    const { width, depth } = this.hall;
    const sheet = new Mesh(new PlaneGeometry(width, depth), new MeshBasicMaterial({ color: inks.strong, transparent: true, opacity: 0.08, side: DoubleSide, depthWrite: false }));
    sheet.rotation.x = -Math.PI / 2;
    sheet.position.y = height;
    const points: number[] = [];
    const add = (x1: number, y1: number, u1: number, x2: number, y2: number, u2: number): void => {
      points.push(...this.at(x1, y1, u1).toArray(), ...this.at(x2, y2, u2).toArray());
    };
    for (const [x, y] of [[0, 0], [width, 0], [0, depth], [width, depth]]) add(x, y, 0, x, y, height);
    for (const y of [0, depth]) add(0, y, height, width, y, height);
    for (const x of [0, width]) add(x, 0, height, x, depth, height);
    return [sheet, this.lines(points, inks.ink)];
  }

  private lines(points: number[], colour: string): LineSegments {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new Float32BufferAttribute(points, 3));
    return new LineSegments(geometry, new LineBasicMaterial({ color: colour }));
  }

  private clear(): void {
    this.content.traverse((each) => {
      if (each instanceof Mesh || each instanceof LineSegments) {
        each.geometry.dispose();
        for (const material of [each.material].flat()) material.dispose();
      }
    });
    this.content.clear();
  }
}
