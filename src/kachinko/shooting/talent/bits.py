"""Sets of up to 64 scenes or players as bits of a number, compiled."""

from __future__ import annotations

import llvmlite.ir as ir
import numpy as np
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

Bits = np.uint64
MOST = 64
"""Scenes, and players, that one number holds."""


@intrinsic
def lowest(context, value):  # noqa: ARG001
    """Position of the lowest bit that is set."""

    def generate(target, builder, signature, arguments):  # noqa: ARG001
        kind = ir.FunctionType(ir.IntType(64), [ir.IntType(64), ir.IntType(1)])
        count = cgutils.get_or_insert_function(builder.module, kind, "llvm.cttz.i64")
        return builder.call(count, [arguments[0], ir.Constant(ir.IntType(1), 0)])

    return types.int64(types.uint64), generate


@njit(inline="always")
def weigh(bits, table):
    """Sum of the weights of a set's members, eight at a time (`table` is from `weights`)."""
    total = 0
    part = 0
    while bits:
        total += table[part, bits & Bits(255)]
        bits >>= Bits(8)
        part += 1
    return total


def weights(each: list[int]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """What every byte of a set weighs, shape (8, 256); `each` are the weights of the members."""
    table = np.zeros((8, 256), dtype=np.int64)
    for member, weight in enumerate(each):
        part, bit = divmod(member, 8)
        table[part, (np.arange(256) >> bit & 1).astype(bool)] += weight
    return table
