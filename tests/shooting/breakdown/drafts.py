"""A small script in two drafts, and the shooting that was begun from the first."""

from __future__ import annotations

from kachinko.files.script.fountain_reader import read_fountain
from kachinko.shooting.breakdown.from_script import Breakdown, break_down

FIRST = """\
INT. LAB - DAY #1#

MARIKO (34) pours something green into something blue and waits for the bang that does not come.

MARIKO
It should have gone off by now.

EXT. STREET - NIGHT #2#

TOM walks home under the lanterns, slowly, counting the ones that are out. He stops at the corner.

TOM
Eleven.

He lights a match, looks at the dark windows of the laboratory across the river, and blows it out.

INT. CAFE - DAY #3#

MARIKO and TOM share a table and one piece of cake, which neither of them dares to finish.

TOM
You have it.

INT. LAB - NIGHT #4#

TOM alone among the bottles. He reads the labels one after the other, aloud, like a poem.

TOM
Sulphur. Salt. Silence.
"""


def draft(text: str) -> Breakdown:
    return break_down(read_fountain(text), currency="JPY", name="Lab")
