"""`kachinko release`: give a hold back."""

from __future__ import annotations

from kachinko.cli.ledger_moves import move

command = move(
    "release",
    "release",
    """Give a hold back; those who wait behind it move up.

    RESERVATION is an id of "kachinko holds", or its first letters. What is firm is given up by
    "kachinko ledger cancel".

      kachinko release 3f2a91c0 --as north --why "moved to Budapest"
    """,
)
