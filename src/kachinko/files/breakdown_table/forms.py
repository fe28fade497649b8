"""The sheets of a breakdown workbook, their columns, and the ways in which people head them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args

from kachinko.files.slugline import fold
from kachinko.files.tables import Column, flatten
from kachinko.model.scene import (
    Category,
    Element,
    Location,
    Move,
    Player,
    Scene,
    ShootingSet,
)
from kachinko.model.shooting import Shooting, WorkRules
from kachinko.model.span import Dated
from kachinko.model.studio import Closure

if TYPE_CHECKING:
    from pydantic import BaseModel

README = "Read me"


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: a record a row, or (`keyed`) a key with its value a row."""

    sheet: str
    steps: tuple[str, ...]
    """From the shooting to the list of these records, or to the record that the keys fill."""
    model: type[BaseModel]
    names: str = ""
    """Other names of the sheet, by commas."""
    labels: str = ""
    """Heads that are written instead of keys: ``key=Head, key=Head``."""
    spellings: str = ""
    """Other heads that are read: ``key: a, b; key: c``."""
    keyed: bool = False
    more: tuple[Column, ...] = ()
    """Columns beside those of the model."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns by their keys."""
        return _columns(self)

    def label(self, column: Column) -> str:
        """The head that is written."""
        return _labels(self).get(column.head, column.head)

    def column_of(self, head: str) -> Column | None:
        """The column that a head means, however it is written."""
        return _heads(self).get(folded_head(head))

    def has_name(self, sheet: str) -> bool:
        """Whether a sheet has one of this form's names."""
        return fold(sheet) in {fold(name) for name in (self.sheet, *self.names.split(","))}


def folded_head(head: str) -> str:
    """A head without case, width, spaces and signs; a lone # stays."""
    return fold(head) or head.strip()


def _column(head: str, kind: str, description: str) -> Column:
    return Column(head, (head,), kind, description)  # type: ignore[arg-type]


LOCATION = _column("location", "text", "The place of its set.")
CATEGORY_COLUMNS = tuple(
    _column(category, "list", f"Elements of the category {category}.")
    for category in get_args(Category)
)
_OF = (
    _column("of", "text", "cast, set or location."),
    _column("id", "text", "Its id, or its name."),
)
_FROM_TO = (
    _column("from", "date", "First day on which they can be had."),
    _column("to", "date", "Last day, the stop date."),
)

SCENES = Form(
    "Scenes", ("scenes",), Scene,
    names="breakdown,scene list,scene breakdown,one liner,oneliner,シーン,シーン表,香盤,香盤表,"
    "総合香盤,総香盤,シーンリスト",
    labels="number=Scene,heading=Heading,set=Set,setting=INT/EXT,time=D/N,eighths=Pages,"
    "minutes=Minutes,synopsis=Synopsis,script_day=Script day,unit=Unit,cast=Cast,"
    "elements=Elements,after=After,on=On,earliest=Earliest,latest=Latest,location=Location",
    spellings="number: scene,sc,scn,scene no,scene number,scene #,s#,s,no,#,シーン,シーン番号,"
    "シーンno,場面番号,番号,scenes;"
    "heading: slugline,slug,scene heading,柱,柱書き,柱書;"
    "set: set name,sets,セット,セット名,場所,場面,set description;"
    "setting: int ext,i/e,ie,内外,内/外,屋内外,interior exterior,int or ext;"
    "time: d/n,day night,day/night,time of day,tod,昼夜,時間帯,朝昼夜,day or night;"
    "eighths: pages,pgs,pg,page count,page length,length,no of pages,ページ,ページ数,頁,頁数;"
    "minutes: min,mins,est time,estimated time,est,duration,shooting time,shoot time,撮影時間,"
    "所要時間,予定時間,撮影分,分;"
    "synopsis: description,summary,action,scene description,内容,あらすじ,梗概,概要,シーン内容;"
    "script_day: story day,script day,sd,劇中日,日替わり,ストーリーデイ,劇中日付;"
    "unit: ユニット,班,組;"
    "cast: cast members,characters,cast ids,cast no,cast numbers,character,talent,出演,出演者,"
    "登場人物,キャスト,役名,人物;"
    "on: shoot date,shooting date,date,撮影日;"
    "location: loc,locations,shooting location,filming location,place,ロケ地,ロケーション,撮影場所,"
    "撮影地;"
    "stage: l/s,s/l,ロケ/セット,stage or location,セット/ロケ,ロケセット;"
    "background: bg,extras,background actors,エキストラ;stunts: stunt,スタント,アクション,殺陣;"
    "vehicles: picture vehicles,picture cars,cars,vehicle,車両,劇用車,劇車;"
    "props: prop,小道具,持道具,持ち道具;set_dressing: dressing,set dec,set decoration,装飾;"
    "costume: wardrobe,costumes,衣装,衣裳;"
    "makeup: make up,hair makeup,makeup hair,hair and makeup,hmu,メイク,ヘアメイク,結髪,化粧;"
    "animals: animal,livestock,動物;animal_handler: animal wrangler,wranglers,動物トレーナー;"
    "greenery: greens,plants,植栽,造園;"
    "special_effects: sfx,spfx,special fx,特効,特殊効果;visual_effects: vfx,visual fx,cg,合成;"
    "mechanical_effects: mechanical fx,操演;sound: 録音,音響;music: 音楽,playback;"
    "camera: 撮影,カメラ;equipment: special equipment,grip,grips,特機,機材;"
    "art: art department,art dept,美術,大道具;additional_labor: additional labour,labor,応援;"
    "security: 警備;notes: note,remarks,comments,comment,備考,メモ,注意",
    more=(
        LOCATION,
        _column("stage", "bool", "Whether its set is built on a stage."),
        *CATEGORY_COLUMNS,
    ),
)  # fmt: skip
CAST = Form(
    "Cast", ("cast",), Player,
    names="cast list,characters,キャスト,出演者,配役,配役表,登場人物",
    labels="id=No.,name=Character,actor=Actor,day_rate_amount=Day rate,"
    "day_rate_currency=Currency,most_minutes=Most minutes,no_night=No night,"
    "drop_days=Drop days,from=Available from,to=Stop date",
    spellings="id: no,number,#,cast no,cast id,cast number,番号,no.;"
    "name: character,part,role,character name,役,役名,登場人物;"
    "actor: artist,performer,played by,出演者,俳優,俳優名,演者,キャスト,氏名;"
    "day_rate_amount: rate,day rate,daily rate,fee,日額,ギャラ,単価,出演料,日当;"
    "day_rate_currency: currency,通貨;"
    "most_minutes: max minutes,most minutes,拘束上限,最長分;no_night: no nights,深夜不可,夜間不可;"
    "drop_days: drop,drop days;from: available from,start date,start,可能日,開始日;"
    "to: available to,available until,until,stop date,end date,終了日",
    more=_FROM_TO,
)  # fmt: skip
SETS = Form(
    "Sets", ("sets",), ShootingSet, names="set list,セット,セット表,セットリスト",
    labels="id=Set id,name=Set,location=Location,stage=On stage,cover=Cover set,"
    "standing_cost_amount=Standing cost,standing_cost_currency=Currency",
    spellings="id: set id,no;name: set,set name,セット,セット名;location: ロケ地,場所,撮影場所;"
    "stage: on stage,built,スタジオ,ステージ;cover: cover set,カバーセット;"
    "standing_cost_amount: cost a day,維持費;standing_cost_currency: currency,通貨;"
    "from: available from;to: available to,until",
    more=_FROM_TO,
)  # fmt: skip
LOCATIONS = Form(
    "Locations", ("locations",), Location, names="location list,ロケ地,ロケ地表,ロケーション",
    labels="id=Location id,name=Location,latitude=Latitude,longitude=Longitude,timezone=Time zone",
    spellings="id: location id,no;name: location,place,ロケ地,場所;latitude: lat,緯度;"
    "longitude: lon,lng,long,経度;timezone: time zone,tz,時間帯;"
    "from: available from;to: available to,until",
    more=_FROM_TO,
)  # fmt: skip
ELEMENTS = Form(
    "Elements", ("elements",), Element, names="element list,要素",
    labels="id=Element id,name=Element,category=Category",
    spellings="id: element id,no;name: element,要素,品名;category: department,分類,部門",
)  # fmt: skip
MOVES = Form(
    "Moves", ("moves",), Move, names="company moves,移動",
    labels="between=Between,minutes=Minutes,cost_amount=Cost,cost_currency=Currency",
    spellings="minutes: min,分;cost_amount: cost,費用;cost_currency: currency,通貨",
)  # fmt: skip
AVAILABILITY = Form(
    "Availability", ("available",), Dated, names="スケジュール,availabilities",
    labels="of=Of,id=Id,from=From,to=To",
    more=_OF,
)  # fmt: skip
CLOSURES = Form("Closures", ("calendar", "closures"), Closure, names="days off,holidays,休日")
SHOOTING = Form(
    "Shooting", (), Shooting, names="project,production,作品", keyed=True,
    spellings="name: title,作品,作品名,タイトル;currency: 通貨;start: クランクイン,start date;"
    "latest: クランクアップ",
)  # fmt: skip
RULES = Form("Rules", ("rules",), WorkRules, names="work rules,規則,労働時間", keyed=True)

FORMS = (SHOOTING, RULES, SCENES, CAST, SETS, LOCATIONS, ELEMENTS, MOVES, AVAILABILITY, CLOSURES)


@cache
def _columns(form: Form) -> tuple[Column, ...]:
    own = flatten(form.model, (), "")
    if form is SHOOTING:
        # Rules have a sheet of their own; the version of the format is no one's to write.
        own = [column for column in own if column.steps[0] not in ("rules", "schema")]
    known = {column.head for column in own}
    return (*own, *(column for column in form.more if column.head not in known))


@cache
def _labels(form: Form) -> dict[str, str]:
    pairs = (pair.split("=") for pair in form.labels.split(",") if pair)
    return {key.strip(): label.strip() for key, label in pairs}


@cache
def _heads(form: Form) -> dict[str, Column]:
    columns = {column.head: column for column in form.columns}
    heads: dict[str, Column] = {}
    for entry in filter(None, form.spellings.split(";")):
        key, _, words = entry.partition(":")
        for word in words.split(","):
            heads.setdefault(folded_head(word), columns[key.strip()])
    # What a key or a written head says goes before any other spelling.
    for key, label in _labels(form).items():
        heads[folded_head(label)] = columns[key]
    return {folded_head(key): column for key, column in columns.items()} | heads
