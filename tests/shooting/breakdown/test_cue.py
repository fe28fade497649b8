"""Who speaks, who is only heard, and whom the action names."""

from __future__ import annotations

import pytest

from kachinko.shooting.breakdown.cue import read_cue
from kachinko.shooting.breakdown.cue_japanese import introduced, named, read_cue_japanese

KNOWN = frozenset(["tom", "anna"])
THERE, HEARD, CROWD = "there", "heard", "crowd"
WESTERN = {
    "MARIKO": (("MARIKO",), THERE),
    "MARIKO (V.O.)": (("MARIKO",), HEARD),
    "MARIKO (V.O)": (("MARIKO",), HEARD),
    "MARIKO (VO) (CONT'D)": (("MARIKO",), HEARD),
    "MARIKO V.O.": (("MARIKO",), HEARD),
    "MARIKO'S VOICE": (("MARIKO",), HEARD),
    "TOM (ON PHONE)": (("TOM",), HEARD),
    "MARIKO (CONT'D) (O.S.)": (("MARIKO",), THERE),
    "MARIKO (34)": (("MARIKO",), THERE),
    "DEVO (WHISPERS)": (("DEVO",), THERE),
    "TOM & ANNA": (("TOM", "ANNA"), THERE),
    "TOM/ANNA": (("TOM", "ANNA"), THERE),
    "TOM AND ANNA (V.O.)": (("TOM", "ANNA"), HEARD),
    "SALT AND PEPPER": (("SALT AND PEPPER",), THERE),
    "MAN #1": (("MAN #1",), THERE),
    "DR. LEE": (("DR. LEE",), THERE),
    "CROWD": (("CROWD",), CROWD),
    "ALL": (("ALL",), CROWD),
    "NARRATOR": (("NARRATOR",), HEARD),
}
JAPANESE = {
    "太郎": (("太郎",), THERE),
    "太郎（34）": (("太郎",), THERE),
    "太郎ＯＦＦ": (("太郎",), THERE),
    "太郎（声）": (("太郎",), HEARD),
    "太郎の声": (("太郎",), HEARD),
    "太郎Ｎ": (("太郎",), HEARD),
    "太郎（Ｍ）": (("太郎",), HEARD),
    "小林(電話)": (("小林",), HEARD),
    "太郎と花子": (("太郎", "花子"), THERE),
    "太郎・花子": (("太郎", "花子"), THERE),
    "ジョン・スミス": (("ジョン・スミス",), THERE),
    "佐藤　太郎": (("佐藤太郎",), THERE),
    "男Ａ": (("男A",), THERE),
    "Ａ子": (("A子",), THERE),
    "さくら": (("さくら",), THERE),
    "みさと": (("みさと",), THERE),
    "一同": (("一同",), CROWD),
    "店員たち": (("店員たち",), CROWD),
    "太郎ら": (("太郎ら",), CROWD),
    "ナレーション": ((), HEARD),
    "Ｎ": ((), HEARD),
}


@pytest.mark.parametrize("text", WESTERN)
def test_a_cue(text: str) -> None:
    cue = read_cue(text, KNOWN)

    how = CROWD if cue.crowd else HEARD if cue.heard else THERE
    assert (cue.names, how) == WESTERN[text]


@pytest.mark.parametrize("text", JAPANESE)
def test_a_japanese_cue(text: str) -> None:
    cue = read_cue_japanese(text, frozenset(["太郎", "花子"]))

    how = CROWD if cue.crowd else HEARD if cue.heard else THERE
    assert (cue.names, how) == JAPANESE[text]


def test_names_are_introduced_with_their_age() -> None:
    action = "佐藤太郎（34）が来る。花子（２８）と、さくら(5)。"
    action += "男（四十）。田中（30代、店員）。駅前（夕）。"

    assert introduced(action) == ["佐藤太郎", "花子", "さくら", "男", "田中"]


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ("太郎が走る。", ["太郎"]),
        ("金太郎の人形。", []),
        ("花子さんと太郎。", ["太郎", "花子"]),
        ("男Ａが立つ。", ["男A"]),
        ("男と男Ａが立つ。", ["男A", "男"]),
        ("さくらが咲く。", ["さくら"]),
        ("さくらんぼの箱。", []),
        ("走る太\n郎。", ["太郎"]),
    ],
)
def test_action_names_whole_words_only(action: str, found: list[str]) -> None:
    assert sorted(named(action, ["太郎", "花子", "さくら", "男", "男A"])) == sorted(found)
