"""Copies and exports, made while others write, come back as the same ledger."""

from __future__ import annotations

import itertools
import threading
from contextlib import contextmanager

import pytest

from kachinko.ledger.store.backup import copy_file
from kachinko.ledger.store.export import export
from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import StoreError
from kachinko.ledger.store.restoring import restore
from kachinko.ledger.verify import verify
from kachinko.model.command import Book, Place
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import NOW, wanted
from tests.ledger.filled import fill, held, told


@pytest.fixture(params=KINDS)
def ledger(tmp_path, request):
    with Ledger(new_database(request.param, tmp_path)) as opened:
        fill(opened)
        yield opened


@contextmanager
def under_load(ledger: Ledger, *, writers: int = 3):
    """Bookings all the while; gives the ids of those that were acknowledged."""
    acknowledged: list[str] = []
    stop = threading.Event()

    def write(number: int) -> None:
        for turn in itertools.count():
            if stop.is_set():
                return
            command = Book(id=f"w{number}.{turn}", wanted=wanted(300 + 2 * turn, 2))
            if ledger.submit(command, actor=f"w{number}", at=NOW).done:
                acknowledged.append(command.id)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    try:
        while len(acknowledged) < 10:
            stop.wait(0.01)
        yield acknowledged
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)


@pytest.mark.slow
@pytest.mark.parametrize("into", KINDS)
@pytest.mark.parametrize("name", ["export.jsonl", "export.jsonl.gz"])
def test_an_export_rebuilds_either_kind_of_store(ledger, tmp_path, into: str, name: str) -> None:
    export(ledger.engine, tmp_path / name)
    with Ledger(new_database(into, tmp_path)) as other:
        verified = restore(tmp_path / name, other.engine)
        assert (verified.findings, verified.events) == ((), len(told(ledger)))
        assert held(other) == held(ledger)
        assert told(other) == told(ledger)
        assert other.stages() == ledger.stages()
        # It goes on from there: retries, and new numbers and places.
        retry = Place(id="a", wanted=wanted(note="撮影 “A”"))
        assert other.submit(retry, actor="ana", at=NOW) == ledger.submit(retry, actor="ana", at=NOW)
        assert other.submit(Place(id="z", wanted=wanted()), actor="ana", at=NOW).done
        assert verify(other.engine).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_an_export_under_load_has_all_that_was_acknowledged_before(tmp_path, kind: str) -> None:
    with Ledger(new_database(kind, tmp_path)) as ledger:
        fill(ledger)
        with under_load(ledger) as acknowledged:
            before = set(acknowledged)
            export(ledger.engine, tmp_path / "export.jsonl")
        with Ledger(tmp_path / "other.db") as other:
            restore(tmp_path / "export.jsonl", other.engine)
            found = {each["id"] for each in held(other)}
            assert before <= found <= {each["id"] for each in held(ledger)}


def test_copies_of_a_file_under_load_have_all_that_was_acknowledged_before(tmp_path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        fill(ledger)
        with under_load(ledger) as acknowledged:
            for number in range(3):
                before = set(acknowledged)
                with Ledger(copy_file(ledger.engine, tmp_path / f"copy-{number}.db")) as copy:
                    assert verify(copy.engine).findings == ()
                    assert before <= {each["id"] for each in held(copy)}


@pytest.mark.slow
def test_an_export_that_is_not_whole_is_refused_and_nothing_written(ledger, tmp_path) -> None:
    file = tmp_path / "export.jsonl"
    export(ledger.engine, file)
    lines = file.read_text().splitlines(keepends=True)
    faults = {
        "cut short": lines[:-1],
        "cut short ": lines[:3],
        "has been changed": [*lines[:5], *lines[6:]],
        "has been changed ": [each.replace('"actor":"ana"', '"actor":"eve"') for each in lines],
        "cannot be read": [*lines[:5], lines[5][:30], *lines[6:]],
        "no export": lines[1:],
    }
    for says, changed in faults.items():
        (tmp_path / "bad.jsonl").write_text("".join(changed))
        with Ledger(new_database("sqlite", tmp_path)) as other:
            with pytest.raises(StoreError, match=says.strip()):
                restore(tmp_path / "bad.jsonl", other.engine)
            assert (told(other), other.stages()) == ([], [])


@pytest.mark.slow
def test_a_forged_export_does_not_pass_the_verifier(ledger, tmp_path, monkeypatch) -> None:
    """With its last line made anew, the chain of the events still tells."""
    from kachinko.ledger.store import export as module

    plain = module.canonical
    monkeypatch.setattr(
        module, "canonical", lambda line: plain(line | ({"actor": "eve"} if "seq" in line else {}))
    )
    export(ledger.engine, tmp_path / "forged.jsonl")
    with Ledger(new_database("sqlite", tmp_path)) as other:
        with pytest.raises(StoreError, match="not as it must be: CHAIN"):
            restore(tmp_path / "forged.jsonl", other.engine)
        assert told(other) == []


@pytest.mark.slow
def test_nothing_is_overwritten(ledger, tmp_path) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        export(ledger.engine, tmp_path / "there")
    with pytest.raises(StoreError):
        copy_file(ledger.engine, tmp_path / "there")
    export(ledger.engine, tmp_path / "good.jsonl")
    with pytest.raises(StoreError, match="not empty"):
        restore(tmp_path / "good.jsonl", ledger.engine)
    assert (tmp_path / "there").read_text() == "mine"
    assert {each.name for each in tmp_path.iterdir() if each.name.startswith(".")} == set()
