"""Arbitrary scripts in the form in which readers give them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kachinko.files.script.script import Paragraph, Script, layout_of

AWKWARD = [
    "INT. HOUSE - DAY", "ext. street", "CUT TO:", "FADE OUT.", "MARIKO", "MARIKO (V.O.)", "> x",
    "x <", "#hash", "# section", "=== ", "= x", "~la", "!bang", "@at", ".dot", "..", "(beat)",
    "*star*", "_under_", "a * b", "back\\slash", "\\*", "[x]", "a]] b", "/ *", "12", "１２",
    "○喫茶店", "JOSÉ", "Ångström runs", "TITLE: foo", "JOHN:", "-", "…", "日本語の行", "don't",
    "a  b", "^", "A ^", "&amp; <b>", "]]>", "\"q\"", "“Q”", "X", "x", "É", "ß", "ǅ", "1A", "#1#",
    "I/E CAR",
]  # fmt: skip

letters = st.characters(
    exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp", "Zs", "Cn", "Cf"], exclude_characters="[]/*^"
)
words = st.text(letters, min_size=1, max_size=12)
spoken = st.one_of(
    st.sampled_from([each for each in AWKWARD if "]]" not in each]),
    st.lists(words, min_size=1, max_size=4).map(" ".join),
)
lines = spoken.map(str.strip).filter(bool)
several = st.lists(lines, min_size=1, max_size=3).map("\n".join)
numbers = st.sampled_from(["", "1", "12A", "A12", "7-B.2", "103"])
names = lines.filter(lambda text: any(letter.isalpha() for letter in text) and "^" not in text)


def is_speech_line(text: str) -> bool:
    return not (text.startswith("(") and text.endswith(")"))


@st.composite
def speeches(draw: Any) -> list[Paragraph]:
    """A cue with what is said under it, perhaps with another beside it."""
    said: list[Paragraph] = []
    for beside in range(draw(st.integers(1, 2))):
        said.append(Paragraph("character", draw(cues), dual=bool(beside)))
        if draw(st.booleans()):
            said.append(Paragraph("parenthetical", f"({draw(plain)})"))
        said.append(Paragraph("dialogue", draw(dialogues)))
    return said


plain = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=3).map(" ".join)
cues = st.one_of(
    st.sampled_from(
        ["MARIKO", "MARIKO (V.O.)", "JOSÉ", "O'NEIL", "TOM & ANNA", "McTavish", "太郎"]
    ),
    st.sampled_from(["R2D2", "DR. LEE (ON PHONE)", "MAN #1", "THE 2ND GUARD (CONT'D)"]),
)
dialogues = st.one_of(plain, st.lists(plain, min_size=2, max_size=3).map("\n".join), plain.map(
    lambda text: f"{text}\n\n{text}"
))  # fmt: skip
headings = st.one_of(
    st.sampled_from(
        ["INT. LAB - NIGHT", "EXT. STREET", "I/E CAR - DUSK", "THE LAB", "喫茶店・中（夜）"]
    ),
    st.from_regex(r"(INT\.|EXT\.|INT\./EXT\.) [A-Z]{1,8}( - (DAY|NIGHT))?", fullmatch=True),
)


def one(kind: Any, texts: Any) -> Any:
    return texts.map(lambda text: [Paragraph(kind, text)])


@st.composite
def scripts(draw: Any) -> Script:
    """A script such as readers give."""
    blocks = draw(
        st.lists(
            st.one_of(
                st.builds(
                    lambda text, number: [Paragraph("heading", text, number)], headings, numbers
                ),
                one("action", several),
                speeches(),
                one("transition", plain),
                one("lyrics", plain),
                one("centered", plain),
                one("section", plain),
                one("synopsis", plain),
                one("note", plain),
                st.just([Paragraph("page_break")]),
            ),
            max_size=8,
        )
    )
    title = draw(st.lists(plain, max_size=2))
    keys = ("title", "author")
    paragraphs = tuple(paragraph for block in blocks for paragraph in block)
    return Script(paragraphs, tuple(zip(keys, title, strict=False)), layout_of(paragraphs))
