"""What was proven before, to be held against: of 100 instances of each size, in 10 minutes each.

Source: Qin, Zhang, Lim & Liang, European Journal of Operational Research 250 (2016), table 11
(10 minutes and 2 GB an instance, on their machine).
"""

from __future__ import annotations

_ROWS = """
16: 100 100 100 100 100 100 100 100
18: 100 100 100 100 100 100 100 100
20: 100 100 100 100 100 100 100 100
22: 100 100 100 100 100 100 100 100
24: 100 100 100 100 100 100 100 100
26: 100 100 100 100 100 100 100 100
28: 100 100 100 100 100 100 100 100
30: 100 100 100 100 100 100 100 100
32: 100 100 100 100 100 100 100 100
34: 100 100 100 100 100 100 100 99
36: 100 100 100 100 100 100 99 98
38: 100 100 100 100 100 99 99 98
40: 100 100 100 99 100 98 97 98
42: 100 100 100 100 100 96 97 94
44: 100 100 100 100 97 99 93 79
46: 100 100 100 100 97 97 88 71
48: 100 100 100 100 99 96 88 64
50: 100 100 100 99 96 94 84 59
52: 100 100 100 98 99 87 70 52
54: 100 100 98 96 89 75 63 41
56: 100 100 99 98 93 85 61 44
58: 100 100 100 97 82 77 54 37
60: 100 100 99 89 87 72 53 34
62: 100 100 96 96 75 62 50 43
64: 100 100 98 95 74 51 43 23
"""

BANDS = {"16-32": range(16, 33), "34-48": range(34, 49), "50-64": range(50, 65)}
"""Numbers of scenes."""


def published_share(band: str, groups: set[tuple[int, int]] | None = None) -> float:
    """The share proven over the groups (scenes, cast) of a band, or over some of them."""
    found = []
    for row in _ROWS.split("\n"):
        head, _, tail = row.partition(":")
        if tail and int(head) in BANDS[band]:
            cells = zip(range(8, 23, 2), tail.split(), strict=True)
            found += [int(c) for m, c in cells if groups is None or (int(head), m) in groups]
    return sum(found) / (100 * len(found))
