"""Draws the state machine of reservations, as found by driving the machine itself.

``python docs/make_state_machine.py`` writes docs/manual/hold-states.svg. From an empty stage every
command is given in every situation that two holders can come to, clocks and policies among them;
each change of a state that happens becomes an arrow. tests/docs/test_state_machine.py fails when
the picture drifts from the machine, and a new arrow without a place here is an error.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from kachinko.ledger.desk import Desk
from kachinko.ledger.floor import StageRecord
from kachinko.ledger.machine import decide
from kachinko.ledger.moves import Refused
from kachinko.model.command import (
    Amend,
    Book,
    Cancel,
    ChallengeBetter,
    Command,
    Confirm,
    Place,
    Promote,
    Release,
    Sign,
    Tick,
    Withdraw,
)
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import Reservation, Wanted

PICTURE = Path(__file__).parent / "manual" / "hold-states.svg"
NOW = datetime(2028, 1, 10, 12, tzinfo=UTC)
FIRST, LAST = date(2028, 3, 1), date(2028, 3, 21)
NOTHING = "nothing"
ON_ONE = (Confirm, Sign, Release, Cancel, Promote, ChallengeBetter, Withdraw)
HOLDERS = ("a", "b")

Arrows = dict[tuple[str, str], set[str]]


@dataclass(frozen=True)
class Situation:
    """A stage with its reservations, at a moment."""

    policy: HoldPolicy
    held: tuple[Reservation, ...]
    now: datetime
    place: int = 1


def arrows() -> Arrows:
    """Every change of a state that the machine makes, with what makes it."""
    found: Arrows = defaultdict(set)
    waiting = [
        Situation(
            HoldPolicy(lapse_lead_days=7, signature_hours=hours, challenge_binds=binds), (), NOW
        )
        for hours in (None, 48)
        for binds in (True, False)
    ]
    seen = {_likeness(each) for each in waiting}
    while waiting:
        situation = waiting.pop()
        for command, now in _commands(situation):
            after = _give(situation, command, now, found)
            if after is not None and _likeness(after) not in seen:
                seen.add(_likeness(after))
                waiting.append(after)
    return dict(found)


def _likeness(one: Situation) -> tuple[object, ...]:
    """What tells situations apart here; that of two that are alike one is driven on."""
    held = tuple(
        (each.id, each.state, each.rank, tuple(asked.by for asked in each.challenges))
        for each in one.held
    )
    policy = one.policy
    return held, policy.signature_hours, policy.challenge_binds, one.now > NOW


def _commands(situation: Situation) -> list[tuple[Command, datetime]]:
    known = {each.id for each in situation.held}
    found: list[tuple[Command, datetime]] = []
    for name in HOLDERS:
        if name not in known:
            wanted = Wanted.model_validate(
                {"stage": "s", "title": name, "holder": name, "first": FIRST, "last": LAST},
                by_name=True,
            )
            found.append((Place(id=name, wanted=wanted), situation.now))
            found.append((Book(id=name, wanted=wanted), situation.now))
    for each in situation.held:
        found += [(kind(id="c", reservation=each.id), situation.now) for kind in ON_ONE]
        found.append((Amend(id="c", reservation=each.id, to=date(2028, 4, 1)), situation.now))
        if each.deadline is not None:
            found.append((Tick(id="c"), max(situation.now, each.deadline)))
    return found


def _give(situation: Situation, command: Command, now: datetime, found: Arrows) -> Situation | None:
    desk = Desk(
        [StageRecord("s", situation.policy)],
        [each for each in situation.held if each.live],
        next_place=situation.place,
        past=[each for each in situation.held if not each.live],
    )
    try:
        changes = decide(desk, command, now)
    except Refused:
        return None
    held = {each.id: each for each in situation.held}
    about = getattr(command, "reservation", command.id)
    for change in changes:
        held[change.after.id] = change.after
        was = NOTHING if change.before is None else change.before.state
        if was != change.after.state:
            label = _label(command, change.after, was, own=change.after.id == about)
            found[was, change.after.state].add(label)
    held_now = tuple(held[id_] for id_ in sorted(held))
    return Situation(situation.policy, held_now, now, desk.next_place)


def _label(command: Command, after: Reservation, was: str, *, own: bool) -> str:
    if isinstance(command, Tick) and after.state == "lapsed":
        return "clock"
    if own:
        return command.kind
    if after.state == "challenged":
        return "challenge by another"
    if was == "challenged":
        return "challenge is over"
    return "all before it leave"


# -- the picture --------------------------------------------------------------------------------

BOXES = {
    "held": (250, 190), "challenged": (250, 420), "confirmed": (620, 190), "booked": (940, 190),
    "lapsed": (620, 420), "released": (250, 560), "cancelled": (940, 420),
}  # fmt: skip
"""Middles of the boxes."""
WIDTH, HEIGHT = 150, 54
FIRM, LIVE = ("confirmed", "booked"), ("held", "challenged", "confirmed", "booked")
ROUTES = {
    (NOTHING, "held"): ("M 72 190 L 175 190", (122, 180)),
    (NOTHING, "confirmed"): ("M 66 178 C 160 80, 480 60, 596 161", (300, 100)),
    (NOTHING, "booked"): ("M 58 174 C 140 -20, 820 -30, 946 161", (480, 36)),
    ("held", "confirmed"): ("M 325 190 L 543 190", (434, 182)),
    ("held", "booked"): ("M 300 163 C 430 75, 780 75, 912 161", (700, 96)),
    ("held", "challenged"): ("M 222 217 L 222 391", (146, 312)),
    ("challenged", "held"): ("M 278 393 L 278 219", (338, 300)),
    ("challenged", "confirmed"): ("M 325 404 C 420 384, 530 300, 584 219", (548, 282)),
    ("challenged", "booked"): ("M 325 412 C 640 400, 860 320, 916 219", (862, 308)),
    ("held", "lapsed"): ("M 318 217 C 380 280, 480 330, 566 391", (414, 272)),
    ("challenged", "lapsed"): ("M 325 428 L 543 428", (434, 446)),
    ("held", "released"): ("M 184 217 C 40 290, 30 520, 173 556", (66, 440)),
    ("challenged", "released"): ("M 250 447 L 250 531", (286, 496)),
    ("confirmed", "booked"): ("M 695 190 L 863 190", (779, 182)),
    ("confirmed", "lapsed"): ("M 632 217 L 632 391", (660, 262)),
    ("confirmed", "cancelled"): ("M 680 217 C 740 310, 800 370, 863 408", (744, 262)),
    ("booked", "cancelled"): ("M 955 217 L 955 391", (986, 310)),
}
"""For each arrow its line, and the middle of its words."""
WORDS = {
    "clock": "clock", "challenge by another": "challenged by another",
    "challenge is over": "challenge is over", "all before it leave": "all before it have left",
}  # fmt: skip
KEY = (
    "Yellow: a ranked hold. Green: firm, at rank 1. Dashed: no longer there. confirm leads to "
    "booked at once where the stage's policy has no time to sign."
)
TIP = (
    '  <defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8"'
    ' markerHeight="8" orient="auto-start-reverse"><path d="M 0 0 L 10 5 L 0 10 z"'
    ' fill="#52606d"/></marker></defs>'
)
STYLE = """
    text { font-family: system-ui, 'Noto Sans', Arial, sans-serif; fill: #1f2933; }
    .name { font-size: 17px; font-weight: 600; text-anchor: middle; }
    .what { font-size: 13px; text-anchor: middle; paint-order: stroke; stroke: #ffffff;
            stroke-width: 5px; stroke-linejoin: round; }
    .key { font-size: 13px; fill: #52606d; }
    path.arrow { fill: none; stroke: #52606d; stroke-width: 1.6; marker-end: url(#tip); }
    .held { fill: #fff7e0; stroke: #b7791f; } .firm { fill: #e0f0e4; stroke: #2f7d4f; }
    .gone { fill: #eef1f4; stroke: #7b8794; stroke-dasharray: 5 4; }
    rect { stroke-width: 1.8; }"""


def picture(found: Arrows) -> str:
    """The drawing of the arrows.

    Raises
    ------
    KeyError
        For an arrow that has no place: the machine has a move that the drawing does not know.
    """
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1040 640" role="img">',
        "  <title>States of a reservation, and what changes them</title>",
        f"  <style>{STYLE}\n  </style>",
        TIP,
        '  <rect width="1040" height="640" fill="#ffffff"/>',
        '  <circle cx="60" cy="190" r="11" fill="#1f2933"/>',
    ]
    placed = {arrow: ROUTES[arrow] for arrow in sorted(found)}
    lines += [f'  <path class="arrow" d="{line}"/>' for line, _ in placed.values()]
    for state, (x, y) in BOXES.items():
        look = "firm" if state in FIRM else "held" if state in LIVE else "gone"
        left, top = x - WIDTH // 2, y - HEIGHT // 2
        lines.append(
            f'  <rect class="{look}" x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}"'
            ' rx="10"/>'
        )
        lines.append(f'  <text class="name" x="{x}" y="{y + 6}">{state}</text>')
    for arrow, (_, (x, y)) in placed.items():
        for number, words in enumerate(sorted(WORDS.get(each, each) for each in found[arrow])):
            lines.append(
                f'  <text class="what" x="{x}" y="{y + 16 * number}">{escape(words)}</text>'
            )
    lines += [f'  <text class="key" x="40" y="622">{KEY}</text>', "</svg>"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(arrows()), "utf-8")
