"""Against a real server: races, streams, kills."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import threading
import time
from collections import Counter

import httpx2 as httpx
import pytest
from sqlalchemy import create_engine, text

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.verify import verify
from tests.ledger.databases import KINDS, new_database
from tests.web.doors import API, key, wanted
from tests.web.live import DEADLINE, UNGUARDED, serving
from tests.web.test_jobs import FULL

WRITERS = 16
ROUNDS = 12


@pytest.fixture(params=KINDS)
def live(tmp_path, request):
    address = new_database(request.param, tmp_path)
    options = ("--ledger", address) if request.param == "postgresql" else ()
    where = address if options else tmp_path / "data" / "ledger.db"
    with serving(tmp_path / "data", *options) as (url, _):
        yield url, where


def enter_stage(url: str, stage: str = "one") -> None:
    headers = key() | {"If-None-Match": "*"}
    answer = httpx.put(f"{url}{API}/stages/{stage}", json={"policy": {}}, headers=headers)
    assert answer.status_code == 200, answer.text


def book(client, number: int, turn: int) -> httpx.Response:
    """Book the same days as everybody else in this round."""
    days = wanted(f"20{30 + turn}-03-01", f"20{30 + turn}-03-20", holder=f"h{number}")
    return client.post(f"{API}/reservations", json={"how": "book", "wanted": days}, headers=key())


def fight(url: str, ask) -> tuple[list, list]:
    """Let sixteen writers ask the same at the same moment, round by round.

    Gives by round the answers, and the longest wait.
    """
    answers: list[list[httpx.Response]] = [[] for _ in range(ROUNDS)]
    waits: list[float] = []
    errors: list[BaseException] = []
    together = threading.Barrier(WRITERS)

    def write(number: int) -> None:
        try:
            with httpx.Client(base_url=url, timeout=DEADLINE) as client:
                for turn in range(ROUNDS):
                    together.wait(60)
                    begun = time.monotonic()
                    answers[turn].append(ask(client, number, turn))
                    waits.append(time.monotonic() - begun)
        except BaseException as error:
            errors.append(error)
            together.abort()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(ROUNDS * DEADLINE)
    assert not errors, errors
    assert [len(each) for each in answers] == [WRITERS] * ROUNDS
    return answers, waits


@pytest.mark.slow
def test_of_sixteen_who_book_the_same_days_one_wins_each_time(live) -> None:
    url, where = live
    enter_stage(url)

    answers, waits = fight(url, book)
    for each in answers:
        assert sorted(answer.status_code for answer in each) == [201] + [409] * (WRITERS - 1)
        assert {answer.json()["code"] for answer in each if answer.status_code == 409} == {"CLASH"}
    assert max(waits) < DEADLINE
    with Ledger(where) as ledger:
        assert len(ledger.reservations(stages=["one"])) == ROUNDS
        assert verify(ledger.engine).findings == ()


@pytest.mark.slow
def test_of_sixteen_who_change_the_same_version_one_does(live) -> None:
    url, _ = live
    enter_stage(url)
    with httpx.Client(base_url=url) as client:
        body = {"how": "hold", "wanted": wanted("2031-03-01", "2031-12-20")}
        place = client.post(f"{API}/reservations", json=body, headers=key()).headers["Location"]

    def ask(client, number: int, turn: int) -> httpx.Response:
        change = {"to": f"2031-12-{19 - turn:02}", "why": f"by {number}"}
        headers = key() | {"If-Match": f'"{turn + 1}"'}
        return client.patch(place, json=change, headers=headers)

    answers, _ = fight(url, ask)
    for each in answers:
        assert sorted(answer.status_code for answer in each) == [200] + [412] * (WRITERS - 1)


@pytest.mark.slow
def test_without_the_guard_the_double_booking_appears(tmp_path) -> None:
    """The positive control: the same fight, without the stage's lock and without the keys.

    All look before anybody writes, so that everybody sees the days free in every round. Without
    the lock some may wait in circles for one another; they need no answer here.
    """
    address = new_database("postgresql", tmp_path)
    engine = create_engine(address)
    with engine.begin() as connection:
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f"ALTER DATABASE {name} SET deadlock_timeout = '50ms'"))
    options = ("--ledger", address)
    wins: Counter[int] = Counter()
    told: list[str] = []
    with serving(tmp_path / "data", *options, module="tests.web.unguarded") as (url, _):
        enter_stage(url)
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE claim DROP CONSTRAINT claim_pkey"))
            connection.execute(text("DROP INDEX event_by_stage"))
        together = threading.Barrier(UNGUARDED)

        def write(number: int) -> None:
            with httpx.Client(base_url=url, timeout=DEADLINE) as client:
                for turn in range(ROUNDS):
                    together.wait(60)
                    with contextlib.suppress(httpx.TimeoutException):
                        answer = book(client, number, turn)
                        told.append(answer.text[:300])
                        wins[turn] += answer.status_code == 201

        threads = [threading.Thread(target=write, args=(number,)) for number in range(UNGUARDED)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(ROUNDS * DEADLINE)
    engine.dispose()
    assert all(wins[turn] > 1 for turn in range(ROUNDS)), (wins, told[:6])


def listen(url: str, heard: list, ready: threading.Event, headers: dict, count: int) -> None:
    with httpx.stream("GET", f"{url}{API}/events", headers=headers, timeout=DEADLINE) as stream:
        fields: dict[str, str] = {}
        for line in stream.iter_lines():
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
                continue
            if fields.get("event") == "place":
                ready.set()
            if fields.get("event") == "ledger":
                heard.append((time.monotonic(), fields["id"], json.loads(fields["data"])))
                if len(heard) == count:
                    return
            fields = {}


@pytest.mark.slow
def test_a_board_hears_of_everything_within_a_second_and_goes_on_where_it_was(live) -> None:
    url, _ = live
    enter_stage(url)
    heard: list = []
    ready = threading.Event()
    reader = threading.Thread(target=listen, args=(url, heard, ready, {}, 5))
    reader.start()
    assert ready.wait(DEADLINE)
    sent = []
    with httpx.Client(base_url=url) as client:
        for turn in range(5):
            body = {"how": "hold", "wanted": wanted(f"203{turn}-03-01", f"203{turn}-03-05")}
            assert client.post(f"{API}/reservations", json=body, headers=key()).status_code == 201
            sent.append(time.monotonic())
            time.sleep(0.3)
    reader.join(DEADLINE)
    assert [each["kind"] for _, _, each in heard] == ["place"] * 5
    late = [at - done for (at, _, _), done in zip(heard, sent, strict=True)]
    assert sorted(late)[2] < 1.0, late
    again: list = []
    listen(url, again, ready, {"Last-Event-ID": heard[2][1]}, 2)
    assert [each["seq"] for _, _, each in again] == [each["seq"] for _, _, each in heard[3:]]


@pytest.mark.slow
def test_a_killed_server_loses_nothing_and_its_job_is_begun_again(tmp_path) -> None:
    folder = tmp_path / "data"
    with serving(folder) as (url, process):
        enter_stage(url)
        with httpx.Client(base_url=url, timeout=DEADLINE) as client:
            headers = key() | {"If-None-Match": "*", "Content-Type": "application/json"}
            client.put(f"{API}/projects/one", content=json.dumps(FULL), headers=headers)
            job = client.post(
                f"{API}/projects/one/jobs", json={"kind": "plan", "seconds": 3}, headers=key()
            ).json()
            place = f"{API}/jobs/{job['id']}"
            while client.get(place).json()["state"] == "waiting":
                time.sleep(0.05)
            body = {"how": "book", "wanted": wanted("2030-03-01", "2030-03-05")}
            booked = client.post(f"{API}/reservations", json=body, headers=key())
        process.send_signal(signal.SIGKILL)
        process.wait()
    with serving(folder) as (url, _), httpx.Client(base_url=url, timeout=DEADLINE) as client:
        assert client.get(booked.headers["Location"]).json()["state"] == "booked"
        end = time.monotonic() + 90
        while client.get(place).json()["state"] not in ("done", "failed"):
            assert time.monotonic() < end
            time.sleep(0.2)
        found = client.get(place).json()
        assert (found["state"], found["attempt"]) == ("done", 2), found


@pytest.mark.slow
def test_a_server_that_is_asked_to_stop_does_so_soon_though_boards_listen(tmp_path) -> None:
    with serving(tmp_path / "data") as (url, process):
        ready = threading.Event()
        reader = threading.Thread(target=listen, args=(url, [], ready, {}, 1))
        reader.start()
        assert ready.wait(DEADLINE)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(DEADLINE)
        assert time.monotonic() - begun < 8
        reader.join(DEADLINE)


@pytest.mark.slow
def test_an_address_of_more_than_64_kib_is_refused_and_the_server_goes_on(tmp_path) -> None:
    with serving(tmp_path / "data") as (url, _):
        place = http.client.HTTPConnection(url.removeprefix("http://"), timeout=DEADLINE)
        place.request("GET", f"{API}/bars?stages={'a' * 70_000}")
        assert place.getresponse().status == 400
        assert httpx.get(f"{url}{API}/bars", timeout=DEADLINE).status_code == 200
