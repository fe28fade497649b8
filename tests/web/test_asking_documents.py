"""Questions on documents that are sent: the answers of the command line, and nothing kept."""

from __future__ import annotations

import base64
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kachinko.service.asking.table import QUESTIONS
from kachinko.web.routes.asking import _ROUTES
from tests.web.doors import API, door

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with door(tmp_path_factory.mktemp("asking")) as opened:
        yield opened


def sent(path: Path) -> dict[str, str]:
    return {"name": path.name, "text": path.read_text(encoding="utf-8")}


def ask(client, path: str, **asked) -> dict:
    answer = client.post(f"{API}/{path}", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client, path: str, **asked) -> dict:
    answer = client.post(f"{API}/{path}", json=asked)
    assert answer.status_code == 422, answer.text
    return answer.json()


BUDGET = EXAMPLES / "incentives" / "budget.yaml"
LOCATE = EXAMPLES / "locate"


@pytest.mark.slow
def test_a_budget_is_added_up_and_comes_back_as_a_workbook(client) -> None:
    found = ask(client, "budgets/read", budget=sent(BUDGET), form="xlsx")
    assert found["lines"] > 0
    assert found["total"] > 0
    (file,) = found["files"]
    assert file["name"] == "budget.xlsx"
    again = ask(client, "budgets/read", budget={"name": "b.xlsx", "base64": file["base64"]})
    assert again["total"] == found["total"]
    assert zipfile.ZipFile(BytesIO(base64.b64decode(file["base64"]))).namelist()


@pytest.mark.slow
def test_every_fault_of_a_budget_is_told_with_its_place(client) -> None:
    text = BUDGET.read_text().replace("kachinko-budget/1", "kachinko-budget/9")
    problem = refused(client, "budgets/read", budget={"name": "b.yaml", "text": text})
    assert problem["code"] == "INPUT"
    assert problem["faults"][0]["place"].startswith("b.yaml")


@pytest.mark.slow
def test_a_scope_is_costed_at_two_places(client) -> None:
    cards = [sent(LOCATE / "tokyo.yaml"), sent(LOCATE / "seoul.yaml")]
    found = ask(client, "budgets/cost", scope=sent(LOCATE / "scope.yaml"), rates=cards, files=True)
    assert [each["place"] for each in found["places"]] == ["JP", "KR"]
    assert len(found["files"]) == 4


@pytest.mark.slow
def test_a_budget_is_spread_over_its_months_with_interest(client) -> None:
    costed = ask(
        client, "budgets/cost", scope=sent(LOCATE / "scope.yaml"),
        rates=[sent(LOCATE / "tokyo.yaml")], files=True,
    )  # fmt: skip
    budget = next(each for each in costed["files"] if each["name"] == "tokyo.yaml")
    found = ask(client, "budgets/cash", budget=budget, interest=0.08, holidays="JP")
    assert found["months"]
    assert found["latest"]["interest"] > 0


@pytest.mark.slow
def test_a_script_is_broken_down_and_turned_into_another_form(client) -> None:
    script = sent(EXAMPLES / "shoot" / "lantern-street.fountain")
    found = ask(client, "shootings/breakdown", script=script, currency="JPY", form="json")
    assert found["scenes"] > 0
    shooting = json.loads(found["files"][0]["text"])
    assert shooting["currency"] == "JPY"
    turned = ask(client, "shootings/convert", source=script, form="fdx")
    assert turned["files"][0]["name"] == "lantern-street.fdx"
    assert "<FinalDraft" in turned["files"][0]["text"]


@pytest.mark.slow
def test_a_board_is_checked_counted_compared_and_documented(client, board) -> None:
    shooting = sent(EXAMPLES / "shoot" / "lantern-street.yaml")
    checked = ask(client, "shootings/check", shooting=shooting, board=board)
    assert checked["ok"]
    assert checked["board"]
    counted = ask(client, "shootings/dood", shooting=shooting, board=board, of="cast")
    assert counted["rows"][0]["codes"]
    compared = ask(client, "shootings/compare", shooting=shooting, boards=[board])
    assert compared["boards"][0]["name"] == "board.json"
    assert len(compared["boards"]) == 4
    made = ask(client, "shootings/documents", shooting=shooting, board=board, lang="ja")
    assert {"board.html", "board.pdf", "board.uss", "call-sheets.pdf"} <= {
        each["name"] for each in made["files"]
    }


@pytest.fixture(scope="module")
def board(tmp_path_factory) -> dict[str, str]:
    """A board that the planner made of the example."""
    from kachinko.halt import Halt
    from kachinko.service.ordering import order_scenes
    from kachinko.shooting.limits import Limits

    out = tmp_path_factory.mktemp("board")
    order_scenes(
        EXAMPLES / "shoot" / "lantern-street.yaml", out, limits=Limits(None, 0), seed=0, workers=1,
        halt=Halt(), on_progress=lambda _: None,
    )  # fmt: skip
    return sent(out / "board.json")


@pytest.mark.slow
def test_a_title_gets_the_sets_of_a_shooting(client) -> None:
    from kachinko.files import load_project
    from kachinko.files.yaml_writer import write_file

    text = write_file(load_project(EXAMPLES / "shoot" / "studio"), explain=False)
    project = {"name": "project.yaml", "text": text}
    title = load_project(EXAMPLES / "shoot" / "studio").titles[0].id
    shooting = sent(EXAMPLES / "shoot" / "lantern-street.yaml")
    found = ask(client, "shootings/sets", shooting=shooting, project=project, title=title)
    assert found["changes"]
    assert found["files"][0]["name"] == "project.yaml"


@pytest.mark.slow
def test_incentives_are_compared_and_a_reform_is_tried(client) -> None:
    found = ask(
        client, "incentives/comparisons", programmes=["JP"], budgets=[sent(BUDGET)],
        as_of="2026-11-22",
    )  # fmt: skip
    assert found["rows"] or found["left_out"] == ["budget.yaml"]
    folder = EXAMPLES / "reform"
    tried = ask(
        client, "incentives/reforms", programme="jp-jlox",
        changes=[sent(folder / "higher-cap.yaml")], slate=sent(folder / "slate.yaml"), draws=500,
        as_of="2026-11-22", lang="ja",
    )  # fmt: skip
    assert len(tried["effects"]) == 1
    assert tried["lines"]


@pytest.mark.slow
def test_a_programmes_own_examples_are_run(client) -> None:
    own = sent(EXAMPLES / "incentives" / "example-land.yaml")
    found = ask(client, "incentives/examples", programme=own)
    assert found["ok"]
    assert found["examples"] > 0


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a.yaml"])
def test_no_file_of_the_server_is_opened_by_its_name(client, name) -> None:
    problem = refused(
        client, "incentives/comparisons", programmes=[name], budgets=[sent(BUDGET)]
    )  # fmt: skip
    assert problem["faults"][0]["place"] == "body.programmes.0"


@pytest.mark.slow
def test_a_document_that_unfolds_without_end_is_refused(client) -> None:
    laughs = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    for number in range(1, 12):
        before, now = chr(96 + number), chr(97 + number)
        laughs.append(f"{now}: &{now} [{','.join([f'*{before}'] * 9)}]")
    text = "\n".join(laughs)
    problem = refused(client, "budgets/read", budget={"name": "b.yaml", "text": text})
    assert problem["code"] == "INPUT"


def test_every_question_has_a_route() -> None:
    assert set(_ROUTES) == set(QUESTIONS)
