"""A list of reservations as operators know it, in words of English or Japanese."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.reservation import Reservation, State

Texts = dict[str, str]
TEXTS: dict[str, Texts] = {
    "en": {
        "id": "Id", "stage": "Stage", "first": "From", "last": "To", "days": "Days",
        "rank": "Rank", "state": "State", "holder": "Holder", "title": "Title",
        "floor": "Floor", "ends": "Ends by itself", "challenge": "To be answered", "set": "Set",
        "note": "Note", "held": "held", "challenged": "challenged", "confirmed": "confirmed",
        "booked": "booked", "released": "released", "lapsed": "lapsed", "cancelled": "cancelled",
        "firm": "firm", "whole": "whole", "other": "another production", "holds": "Holds",
        "lapses": "lapses", "sign": "sign by", "answer": "answer by", "week": "Week of",
        "closed": "closed", "build": "build", "prelight": "prelight", "shoot": "shoot",
        "hold": "hold", "strike": "strike",
    },
    "ja": {
        "id": "番号", "stage": "ステージ", "first": "開始", "last": "終了", "days": "日数",
        "rank": "順位", "state": "状態", "holder": "予約者", "title": "作品", "floor": "面積",
        "ends": "期限", "challenge": "回答期限", "set": "セット", "note": "備考",
        "held": "仮押さえ", "challenged": "確認待ち", "confirmed": "確定（契約待ち）",
        "booked": "予約済み", "released": "解放", "lapsed": "失効", "cancelled": "取消",
        "firm": "確定", "whole": "全面", "other": "他の作品", "holds": "仮押さえと予約",
        "lapses": "失効", "sign": "契約期限", "answer": "回答期限", "week": "週の初め",
        "closed": "休業", "build": "建て込み", "prelight": "プレライト", "shoot": "撮影",
        "hold": "残し", "strike": "バラシ",
    },
}  # fmt: skip
COLUMNS = (
    "id", "stage", "first", "last", "days", "rank", "state", "holder", "title", "floor", "ends",
    "challenge",
)  # fmt: skip
SHORT_ID = 8


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A reservation as one person may see it; times in the stage's own zone."""

    id: str
    stage: str
    first: date
    last: date
    days: int
    rank: str
    state: str
    holder: str
    title: str
    set: str
    floor: str
    ends: str
    challenge: str
    note: str
    foreign: bool
    reservation: Reservation


def hold_rows(
    reservations: Iterable[Reservation],
    records: Mapping[str, StageRecord],
    *,
    viewer: str | None = None,
    lang: str = "en",
) -> list[HoldRow]:
    """The rows of a list.

    Parameters
    ----------
    viewer
        An organisation that sees of others only that a stage is taken; None: sees all.
    lang
        ``en`` or ``ja``.
    """
    texts = TEXTS[lang]
    return [_row(each, records[each.stage], viewer, texts) for each in reservations]


def _row(each: Reservation, record: StageRecord, viewer: str | None, texts: Texts) -> HoldRow:
    foreign = viewer is not None and each.holder != viewer
    tz = record.policy.tz
    answers = sorted(challenge.answer_by for challenge in each.challenges)
    return HoldRow(
        id=each.id,
        stage=each.stage,
        first=each.first,
        last=each.last,
        days=each.span.days,
        rank=_rank(each, texts),
        state=texts[each.state],
        holder=texts["other"] if foreign else each.holder,
        title="" if foreign else each.title,
        set="" if foreign else (each.set or ""),
        floor=texts["whole"] if each.area_m2 is None else f"{each.area_m2:g} m²",
        ends=_ends(each, tz, texts),
        challenge=at(answers[0], tz) if answers else "",
        note="" if foreign else each.note,
        foreign=foreign,
        reservation=each,
    )


def _rank(each: Reservation, texts: Texts) -> str:
    if each.firm:
        return texts["firm"]
    if not each.live:
        return ""
    return ordinal(each.rank) if texts is TEXTS["en"] else f"第{each.rank}"


def ordinal(rank: int) -> str:
    """A rank as the trade says it: 1st, 2nd."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10 if rank % 100 not in (11, 12, 13) else 0)
    return f"{rank}{ending or 'th'}"


def _ends(each: Reservation, tz: ZoneInfo, texts: Texts) -> str:
    if each.state == "confirmed" and each.sign_by:
        return f"{texts['sign']} {at(each.sign_by, tz)}"
    if each.live and not each.firm and each.lapses_at:
        return f"{texts['lapses']} {at(each.lapses_at, tz)}"
    return ""


def at(moment: datetime, tz: ZoneInfo) -> str:
    """A moment on the clock of the stage, with its offset's name."""
    local = moment.astimezone(tz)
    return f"{local:%Y-%m-%d %H:%M} {local.tzname()}"


def hold_document(row: HoldRow) -> dict[str, object]:
    """The row for a program: the whole reservation, or what another organisation may see."""
    each = row.reservation
    if not row.foreign:
        return dict(each.model_dump(mode="json", by_alias=True))
    return {
        "id": each.id, "stage": each.stage, "from": each.first.isoformat(),
        "to": each.last.isoformat(), "state": each.state, "rank": each.rank,
    }  # fmt: skip


def words_of(state: State, lang: str = "en") -> str:
    """The word for a state."""
    return TEXTS[lang][state]
