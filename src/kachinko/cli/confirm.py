"""`kachinko confirm`: make a first hold firm."""

from __future__ import annotations

from kachinko.cli.ledger_moves import move

command = move(
    "confirm",
    "confirm",
    """Make a first hold firm; a challenge that it faces is thereby answered.

    RESERVATION is an id of "kachinko holds", or its first letters. Exits 0 when done, 1 when
    refused, as a hold of a lower rank is.

      kachinko confirm 3f2a91c0 --as north
    """,
)
