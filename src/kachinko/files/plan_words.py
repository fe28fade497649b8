"""The words of a plan's workbook in Japanese: what is written as such is read back, too."""

from __future__ import annotations

from kachinko.model.title import PHASES

PHASE_WORDS = dict(zip(PHASES, ("建て込み", "プレライト", "撮影", "残し", "バラシ"), strict=True))

JAPANESE = {
    # sheets
    "Summary": "概要", "Titles": "作品一覧", "Sets": "セット一覧", "Location blocks": "ロケ一覧",
    "Stages by week": "週別ステージ", "Utilisation": "稼働率", "Left out": "不採用",
    # column heads
    "Title id": "作品ID", "Title": "作品", "Kind": "種別", "In": "採用", "Studio": "撮影所",
    "First shooting day": "撮影初日", "Last shooting day": "撮影最終日",
    "Engaged days": "稼働日数", "Value": "価値", "Cost": "費用", "Share of cost": "費用の割合",
    "Set id": "セットID", "Set": "セット", "Stage": "ステージ", "Floor m²": "床面積 m²",
    "x m": "横位置 m", "y m": "縦位置 m", "Rotated": "向きを変える", "Block id": "ロケID",
    "From": "開始", "To": "終了",
    **{f"{phase.capitalize()} from": f"{word} 開始" for phase, word in PHASE_WORDS.items()},
    **{f"{phase.capitalize()} to": f"{word} 終了" for phase, word in PHASE_WORDS.items()},
    # labels of the first sheet
    "Project": "プロジェクト", "Currency": "通貨", "Status": "状態",
    "Proven bound of the value": "価値の上限(証明済み)",
    "Proven bound of the cost": "費用の下限(証明済み)",
    "Seconds of planning": "計画時間(秒)", "Seconds to the first plan": "最初の計画まで(秒)",
    "Seed": "乱数の種", "Workers": "スレッド数", "Iterations": "改善の試行回数",
    "Assumptions": "前提", "Stages left out": "候補にしないステージ",
    # what cells hold
    "yes": "はい", "no": "いいえ", "optimal": "最適", "feasible": "実行可能",
    "infeasible": "実行不能", "unknown": "不明",
}  # fmt: skip
"""By the English word. Each is another word, so that reading back is not in doubt."""

ENGLISH = {japanese: english for english, japanese in JAPANESE.items()}


def in_english(text: str) -> str:
    """A word of the workbook in English, from either language; any other text as it is."""
    return ENGLISH.get(text.strip(), text)
