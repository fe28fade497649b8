"""Ctrl-C at the worst moment: in the middle of a line, and while another halt is under way."""

from __future__ import annotations

import subprocess
import sys

import pytest

WRITING = """
import io, signal, sys
class Terminal(io.RawIOBase):
    interrupted = False
    def writable(self): return True
    def write(self, data):
        if not self.interrupted:
            self.interrupted = True
            signal.raise_signal(signal.SIGINT)
        sys.__stderr__.buffer.write(bytes(data))
        return len(data)
sys.stderr = io.TextIOWrapper(io.BufferedWriter(Terminal()), write_through=True)
"""
HALTING = """
import signal
class Solver:
    stopped = False
    def stop_search(self):
        if not self.stopped:
            self.stopped = True
            signal.raise_signal(signal.SIGINT)
halt.enter(Solver())
halt.throw()
"""
FRAME = """
from kachinko.cli.console import Console
from kachinko.cli.interrupt import Interrupt
from kachinko.halt import Halt
halt = Halt()
console = Console(as_json=False, quiet=False, lang="en")
interrupt = Interrupt(console)
interrupt.ends(halt)
{moment}
console.note("one line")
import time
begun = time.monotonic()
while not halt.thrown and time.monotonic() < begun + 20: time.sleep(0.01)
print(halt.thrown, interrupt.heard)
"""


@pytest.mark.parametrize("moment", [WRITING, HALTING], ids=["writing", "halting"])
def test_an_interrupt_is_heard_whatever_it_interrupts(moment: str) -> None:
    code = FRAME.replace("{moment}", moment)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "True"]
    assert "keeping the best plan so far" in done.stderr
    assert "one line" in done.stderr
