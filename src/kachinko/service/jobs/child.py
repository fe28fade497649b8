"""The process that does one job: told by its folder what to do, it tells how it goes.

On standard output it writes a JSON object a line: ``{"note": …}`` or ``{"failure": …}``. A line on
standard input asks it to end with what it has; the end of standard input means that its server is
gone, and then it goes at once, with the processes that it has begun.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from kachinko.halt import Halt
from kachinko.model.errors import InputError, KachinkoError
from kachinko.service.jobs.asked import Asked
from kachinko.service.jobs.place import ASKED, Bench
from kachinko.service.jobs.work import work

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Do the job of a folder within so many bytes of memory; gives the exit code."""
    folder, memory = Path(arguments[0]), int(arguments[1])
    _limit(memory)
    halt = Halt()
    # The line of answers is ours alone: what a library prints goes to standard error.
    line = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1, encoding="utf-8")
    sys.stdout = sys.stderr
    threading.Thread(target=_listen, args=(halt,), daemon=True).start()
    lock = threading.Lock()

    def tell(kind: str, says: dict[str, Any]) -> None:
        with lock:
            print(json.dumps({kind: says}, ensure_ascii=False), file=line)

    asked: Asked = TypeAdapter(Asked).validate_json((folder / ASKED).read_bytes())
    try:
        work(asked, Bench(folder, halt, lambda says: tell("note", says)))
    except KachinkoError as error:
        tell("failure", _failure(error))
        return 1
    return 0


def _listen(halt: Halt) -> None:
    if sys.stdin.readline():
        halt.throw()
        sys.stdin.read()
    with contextlib.suppress(AttributeError):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _failure(error: KachinkoError) -> dict[str, Any]:
    faults = error.faults if isinstance(error, InputError) else []
    listed = [{"place": each.place, "what": each.what, "right": each.right} for each in faults]
    return {
        "code": error.code,
        "message": error.message,
        "hint": error.hint,
        "faults": listed,
    }


def _limit(memory: int) -> None:
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    # A server that dies while this begins has closed the line already.
    sys.exit(main(sys.argv[1:]))
