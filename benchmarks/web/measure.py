"""What a page costs the browser: script time of every frame while it is panned and zoomed.

Everything that a page runs because of a frame, a timer, or the pointer is timed, on both pages in
the same way, and added up from one frame to the next. Frames are counted by a loop of our own.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SPY = """
(() => {
  let spent = 0, depth = 0, drew = false;
  const timed = (call) => function (...args) {
    if (depth++) { try { return call.apply(this, args); } finally { depth--; } }
    const begun = performance.now();
    try { return call.apply(this, args); } finally { depth--; spent += performance.now() - begun; }
  };
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (call) => frame(timed((at) => { drew = true; return call(at); }));
  const wait = window.setTimeout.bind(window);
  window.setTimeout = (call, ...rest) =>
    wait(typeof call === 'function' ? timed(call) : call, ...rest);
  const known = new WeakMap();
  const kinds = /^(wheel|mousewheel|DOMMouseScroll|pointer|mouse|touch|scroll|resize)/;
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, call, ...rest) {
    if (typeof call !== 'function' || !kinds.test(kind)) return add.call(this, kind, call, ...rest);
    if (!known.has(call)) known.set(call, timed(call));
    return add.call(this, kind, known.get(call), ...rest);
  };
  const remove = EventTarget.prototype.removeEventListener;
  EventTarget.prototype.removeEventListener = function (kind, call, ...rest) {
    return remove.call(this, kind, known.get(call) ?? call, ...rest);
  };
  window.spy = { frames: [], on: false };
  const loop = () => {
    if (window.spy.on && drew) window.spy.frames.push(spent);
    spent = 0;
    drew = false;
    frame(loop);
  };
  frame(loop);
})();
"""


@dataclass(frozen=True, slots=True)
class Frames:
    """Script time of the frames of one movement, in milliseconds."""

    count: int
    median: float
    p95: float
    worst: float


def moved(page: Page, *, zoom: bool, at: tuple[float, float], steps: int = 60) -> Frames:
    """Turn the wheel so often, and look at the frames for which the page drew."""
    page.mouse.move(*at)
    page.evaluate("() => { spy.frames.length = 0; spy.on = true; }")
    if zoom:
        page.keyboard.down("Control")
    for step in range(steps):
        if zoom:
            page.mouse.wheel(0, -30 if step < steps / 2 else 30)
        else:
            page.mouse.wheel(60 if step < steps / 2 else -60, 0)
    if zoom:
        page.keyboard.up("Control")
    page.wait_for_timeout(400)
    spent = page.evaluate("() => { spy.on = false; return spy.frames; }")
    worked = sorted(spent) or [0.0]
    return Frames(
        len(worked),
        statistics.median(worked),
        worked[int(0.95 * (len(worked) - 1))],
        worked[-1],
    )
