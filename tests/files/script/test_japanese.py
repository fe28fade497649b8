"""柱, ト書き and 台詞 of Japanese scripts, in the forms in which they come."""

from __future__ import annotations

import pytest

from kachinko.files.script.decode import decode
from kachinko.files.script.japanese_lines import heading, is_break, speech
from kachinko.files.script.japanese_reader import read_japanese
from kachinko.files.script.load import parse_script
from kachinko.model.errors import InputError

HEADINGS = {
    "○喫茶店・中（夜）": ("", "喫茶店・中（夜）"),
    "１　喫茶店「ルル」・店内（夜）": ("1", "喫茶店「ルル」・店内（夜）"),
    "S#12 公園": ("12", "公園"),
    "Ｓ＃１２Ａ　佐藤家・居間": ("12A", "佐藤家・居間"),
    "シーン12　公園（朝）": ("12", "公園（朝）"),
    "〇同・廊下": ("", "同・廊下"),
    "◯ 同（夜）": ("", "同（夜）"),
    "●車・中（回想・夕）": ("", "車・中（回想・夕）"),
    "■マンション・502号室　深夜": ("", "マンション・502号室　深夜"),
    "第３場　浜辺（早朝）": ("3", "浜辺（早朝）"),
    "12. 駅前": ("12", "駅前"),
    "○１２　駅前": ("12", "駅前"),
    "　○商店街　昼": ("", "商店街　昼"),
    "003 海": ("3", "海"),
}
NO_HEADINGS = [
    "○タイトル『提灯』",
    "■登場人物",
    "１　佐藤太郎（34）会社員",
    "第１話",
    "○○株式会社の男が来る。",
    "二〇二八年の夏。",
    "３人の男。",
    "２０　年が明けた。",
    "太郎「１２　です」",
    "　　　太郎、立つ。",
    "×　×　×",
    "",
]
SPEECHES = {
    "太郎「はい」": "太郎",
    "太郎（34）「はい」": "太郎（34）",
    "太郎ＯＦＦ「はい」": "太郎ＯＦＦ",
    "太郎（声）「はい」": "太郎（声）",
    "太郎と花子「はい」": "太郎と花子",
    "男Ａ「はい」": "男Ａ",
    "みさと「はい」": "みさと",
    "佐藤　太郎「はい」": "佐藤　太郎",
    "太郎　　「はい」": "太郎",
    "太郎『はい』": "太郎",
    "　太郎「はい」（と泣く）": "太郎",
    "先生「そうだ」。": "先生",
    "太郎「彼が「行く」と言った」": "太郎",
    "太郎「まだ続く": "太郎",
}
NO_SPEECHES = [
    "太郎は「もういい」と言って立つ。",
    "太郎が「行く」",
    "花子「うん」と頷く。",
    "車の「止まれ」",
    "「立入禁止」の札。",
    "叫ぶ「火事だ」",
    "太郎、立つ。花子「え」",
]


@pytest.mark.parametrize("line", HEADINGS)
def test_a_line_is_a_heading(line: str) -> None:
    found = heading(line)

    assert found is not None
    assert (found.number, found.text) == HEADINGS[line]


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_a_line_is_no_heading(line: str) -> None:
    assert heading(line) is None


@pytest.mark.parametrize("line", SPEECHES)
def test_a_line_is_a_speech(line: str) -> None:
    found = speech(line)

    assert found is not None
    assert found[0] == SPEECHES[line]


@pytest.mark.parametrize("line", NO_SPEECHES)
def test_a_line_is_no_speech(line: str) -> None:
    assert speech(line) is None


@pytest.mark.parametrize("line", ["×　×　×", "　　　×　　　×　　　×", "＊　＊　＊", "x x x"])
def test_time_passes(line: str) -> None:
    assert is_break(line)


def test_a_speech_goes_on_until_its_bracket_closes() -> None:
    script = read_japanese("題\n○家\n太郎「それは、\n　　　そうだけど」\n　　　太郎、黙る。\n")

    kinds = [(each.kind, each.text) for each in script.paragraphs]
    assert kinds == [
        ("heading", "家"),
        ("character", "太郎"),
        ("dialogue", "「それは、\nそうだけど」"),
        ("action", "太郎、黙る。"),
    ]


def test_a_bracket_that_never_closes_ends_where_the_next_scene_begins() -> None:
    script = read_japanese("題\n○家\n太郎「それは\n○庭\n花子「え」\n")

    assert [each.text for each in script.paragraphs if each.kind == "heading"] == ["家", "庭"]
    assert [each.text for each in script.paragraphs if each.kind == "character"] == ["太郎", "花子"]


def test_a_number_on_a_line_of_its_own_belongs_to_the_place_below() -> None:
    script = read_japanese("題\n\nS#7\n公園・ベンチ（夕）\n　　　鳩。\n")

    assert (script.paragraphs[0].number, script.paragraphs[0].text) == ("7", "公園・ベンチ（夕）")


def test_vertical_forms_are_turned_back_and_ruby_goes() -> None:
    script = read_japanese("題\n○提灯《ちょうちん》屋︵夜︶\n貞夫﹁｜親方《おやかた》だ﹂\n")

    assert [each.text for each in script.paragraphs] == ["提灯屋（夜）", "貞夫", "「親方だ」"]


def test_the_head_of_a_list_is_no_title() -> None:
    script = read_japanese("■登場人物\n　太郎（34）\n\n○タイトル『夜の駅』\n\n○家\n")

    assert script.title == "夜の駅"


def test_title_and_author_come_before_the_first_scene() -> None:
    script = read_japanese("『提灯』\n作：山田\n\n登場人物\n　太郎（34）\n\n○家\n")

    assert script.title == "提灯"
    assert dict(script.title_page)["author"] == "山田"
    assert sum(each.kind == "heading" for each in script.paragraphs) == 1


TEXT = """\
『提灯』

○喫茶店・中（夜）
　　　太郎（34）が、ひとりで座っている。
太郎「ここにいたのか」
"""


@pytest.mark.parametrize(
    "codec",
    ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_is_read(codec: str, line_end: str) -> None:
    data = TEXT.replace("\n", line_end).encode(codec)

    assert parse_script(data, "a.txt") == parse_script(TEXT.encode(), "a.txt")
    assert parse_script(data, "a.txt").layout == "japanese"


def test_western_letters_are_not_taken_for_japanese() -> None:
    text = "INT. CAFÉ - DAY\n\nJOSÉ\nUn café, s'il vous plaît. “Déjà vu.”\n"

    assert decode(text.encode("cp1252"), "a.txt") == text
    assert parse_script(text.encode("cp1252"), "a.txt").paragraphs[1].text == "JOSÉ"


def test_binary_data_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be used"):
        parse_script(bytes(range(256)) * 20, "a.txt")
