"""Compiled: change some days of a board at once, know what it then counts, take it back.

Numba's cache of a caller in another file does not see a change made here: whoever changes this file
or the places of `frame` removes `__pycache__/*.nb*` beside it.
"""

from __future__ import annotations

from kachinko.compiled import inner
from kachinko.shooting.plan.frame import (
    AFTER,
    AFTER_TO,
    AROUND,
    BEGUN,
    BEGUN_AT,
    BENCH,
    CALL,
    CALL_2,
    CALLS,
    CLAIMS,
    CLAIMS_TO,
    COLUMNS,
    COST,
    DAY_PRICE,
    DROP,
    EIGHTHS,
    FIRST,
    FULL,
    IDLE_ONLY,
    IN_A_ROW,
    KEPT,
    KIND,
    KIND_2,
    KINDS,
    LAST,
    LASTS,
    LENGTH,
    MARK,
    MARKED,
    MINUTES,
    MINUTES_OF_MOVE,
    MOST,
    MOVES,
    N_DAYS,
    N_UNITS,
    NEXT,
    NEXT_TO,
    NOW,
    OLD_BENCH,
    OLD_FULL,
    OLD_TOTAL,
    PLACE,
    PRICE,
    PRICE_OF_MOVE,
    REST,
    ROOM,
    SEEN,
    SIZE,
    SLOT,
    TOTAL,
    TOUCHED,
    TURN,
    UNITS,
    WORK,
)

LONG_AGO = -(10**9)


@inner
def measure(fr, st, slot):
    """Walk through a day; whether it keeps all rules that concern it alone, and the order."""
    day = slot % fr.given[N_DAYS]
    st.number[MARK] += 1
    mark = st.number[MARK]
    time = work = eighths = moves = cost = turn = 0
    kinds, place = 3, -1
    for at in range(st.slots[slot, SIZE]):
        scene = st.order[slot, at]
        if fr.open[scene, day] == 0:
            return False
        if fr.scenes[scene, TURN] < turn:
            return False
        turn = fr.scenes[scene, TURN]
        here = fr.scenes[scene, PLACE]
        if place >= 0 and here != place:
            time += fr.moves[MINUTES_OF_MOVE, place, here]
            cost += fr.moves[PRICE_OF_MOVE, place, here]
            moves += 1
        place = here
        ends = time + fr.scenes[scene, LASTS]
        for k in range(fr.scenes[scene, CLAIMS], fr.scenes[scene, CLAIMS_TO]):
            claim = fr.lists[k]
            if st.claims[claim, BEGUN] != mark:
                st.claims[claim, BEGUN] = mark
                st.claims[claim, BEGUN_AT] = time
            if fr.given[AROUND] + ends - st.claims[claim, BEGUN_AT] > fr.claims[claim, MOST]:
                return False
        time = ends
        work += fr.scenes[scene, LASTS]
        eighths += fr.scenes[scene, LENGTH]
        kinds &= fr.scenes[scene, KINDS]
        st.scenes[scene, SEEN] = mark
        if not _in_order(fr, st, scene, slot, day, mark):
            return False
    st.slots[slot, MINUTES] = time
    st.slots[slot, WORK] = work
    st.slots[slot, CALLS] = kinds
    st.slots[slot, COST] = cost
    if st.slots[slot, SIZE] > 0:
        st.slots[slot, FIRST] = fr.scenes[st.order[slot, 0], PLACE]
        st.slots[slot, LAST] = place
    return (
        time <= fr.given[ROOM]
        and eighths <= fr.given[EIGHTHS]
        and moves <= fr.given[MOVES]
        and kinds > 0
    )


@inner
def _in_order(fr, st, scene, slot, day, mark):
    days = fr.given[N_DAYS]
    for k in range(fr.scenes[scene, AFTER], fr.scenes[scene, AFTER_TO]):
        other = fr.lists[k]
        at = st.scenes[other, SLOT]
        if at == slot:
            if st.scenes[other, SEEN] != mark:
                return False
        elif at >= 0 and at % days >= day:
            return False
    for k in range(fr.scenes[scene, NEXT], fr.scenes[scene, NEXT_TO]):
        at = st.scenes[fr.lists[k], SLOT]
        if at >= 0 and at != slot and at % days <= day:
            return False
    return True


@inner
def chain(fr, st, unit):
    """What the days of a unit count with the moves in and between them; -1: rest is missing."""
    cost = 0
    before, wrap, row, place = LONG_AGO, 0, 0, -1
    days = fr.given[N_DAYS]
    for day in range(days):
        slot = unit * days + day
        if st.slots[slot, SIZE] == 0:
            continue
        ordinal = fr.ordinal[day]
        row = row + 1 if ordinal == before + 1 else 1
        ready = (before - ordinal) * 1440 + wrap + fr.given[REST]
        if st.slots[slot, CALLS] & fr.given[KIND] and fr.given[CALL] >= ready:
            call = fr.given[CALL]
        elif st.slots[slot, CALLS] & fr.given[KIND_2] and fr.given[CALL_2] >= ready:
            call = fr.given[CALL_2]
        else:
            return -1
        if row > fr.given[IN_A_ROW]:
            return -1
        before = ordinal
        wrap = call + fr.given[AROUND] + st.slots[slot, MINUTES]
        st.number[FULL] += st.slots[slot, WORK] ** 2
        cost += fr.given[DAY_PRICE] + st.slots[slot, COST]
        if place >= 0:
            cost += fr.moves[PRICE_OF_MOVE, place, st.slots[slot, FIRST]]
        place = st.slots[slot, LAST]
    return cost


@inner
def _one_unit_each(fr, st, slot):
    """Whether no other unit uses a player or a set of this slot on its date."""
    days = fr.given[N_DAYS]
    st.number[MARK] += 1
    mark = st.number[MARK]
    for unit in range(fr.given[N_UNITS]):
        other = unit * days + slot % days
        for at in range(st.slots[other, SIZE]):
            scene = st.order[other, at]
            for k in range(fr.scenes[scene, CLAIMS], fr.scenes[scene, CLAIMS_TO]):
                claim = fr.lists[k]
                if st.claims[claim, BEGUN] == mark and st.claims[claim, BEGUN_AT] != unit:
                    return False
                st.claims[claim, BEGUN] = mark
                st.claims[claim, BEGUN_AT] = unit
    return True


@inner
def _cost_of(fr, st, claim):
    """What a player or a set costs."""
    if fr.claims[claim, PRICE] == 0:
        return 0
    first, last, longest, worked = -1, -1, 0, 0
    for day in range(fr.given[N_DAYS]):
        if st.there[claim, day] > 0:
            worked += 1
            if first < 0:
                first = day
            elif day - last - 1 > longest:
                longest = day - last - 1
            last = day
    if first < 0:
        return 0
    paid = last - first + 1
    if longest >= fr.claims[claim, DROP]:
        paid -= longest
    return fr.claims[claim, PRICE] * (paid - worked * fr.claims[claim, IDLE_ONLY])


@inner
def _count(fr, st, order, size, slot, sign):
    """Count the scenes of a list in or out, but for those that stay, and mark what they claim."""
    day = slot % fr.given[N_DAYS]
    mark = st.number[MARK]
    for at in range(size):
        scene = order[at]
        if st.scenes[scene, SEEN] == -mark:
            continue
        for k in range(fr.scenes[scene, CLAIMS], fr.scenes[scene, CLAIMS_TO]):
            st.there[fr.lists[k], day] += sign
            st.claims[fr.lists[k], MARKED] = mark


@inner
def _write_back(st, touched):
    for k in range(touched):
        slot = st.new[k, 0]
        for at in range(st.slots[slot, SIZE]):
            st.scenes[st.order[slot, at], SLOT] = -1
    for k in range(touched):
        slot = st.new[k, 0]
        for column in range(COLUMNS):
            st.slots[slot, column] = st.old[k, column]
        for at in range(st.old[k, SIZE]):
            st.order[slot, at] = st.old_order[k, at]
            st.scenes[st.order[slot, at], SLOT] = slot


@inner
def _keeps_rules(fr, st, touched):
    units = fr.given[N_UNITS]
    for k in range(touched):
        if not measure(fr, st, st.new[k, 0]):
            return False
    if units > 1:
        for k in range(touched):
            if not _one_unit_each(fr, st, st.new[k, 0]):
                return False
    for unit in range(units):
        st.number[UNITS + units + unit] = st.number[UNITS + unit]
    st.number[OLD_FULL] = st.number[FULL]
    st.number[FULL] = 0
    for unit in range(units):
        cost = chain(fr, st, unit)
        if cost < 0:
            st.number[FULL] = st.number[OLD_FULL]
            for other in range(units):
                st.number[UNITS + other] = st.number[UNITS + units + other]
            return False
        st.number[UNITS + unit] = cost
    return True


@inner
def apply(fr, st, touched):
    """Give the slots of `st.new` their new lists; False, and nothing is changed: a rule breaks."""
    bench = st.number[BENCH]
    for k in range(touched):
        slot = st.new[k, 0]
        bench += st.slots[slot, SIZE] - st.new[k, 1]
        for column in range(COLUMNS):
            st.old[k, column] = st.slots[slot, column]
        for at in range(st.slots[slot, SIZE]):
            st.old_order[k, at] = st.order[slot, at]
            st.scenes[st.order[slot, at], SLOT] = -1
    for k in range(touched):
        slot = st.new[k, 0]
        st.slots[slot, SIZE] = st.new[k, 1]
        for at in range(st.new[k, 1]):
            st.order[slot, at] = st.new_order[k, at]
            st.scenes[st.order[slot, at], SLOT] = slot
    if not _keeps_rules(fr, st, touched):
        _write_back(st, touched)
        return False
    st.number[MARK] += 1
    for k in range(touched):
        for at in range(st.old[k, SIZE]):
            if st.scenes[st.old_order[k, at], SLOT] == st.new[k, 0]:
                st.scenes[st.old_order[k, at], SEEN] = -st.number[MARK]
    for k in range(touched):
        _count(fr, st, st.old_order[k], st.old[k, SIZE], st.new[k, 0], -1)
    for k in range(touched):
        _count(fr, st, st.new_order[k], st.new[k, 1], st.new[k, 0], 1)
    st.number[TOUCHED] = touched
    st.number[OLD_TOTAL] = st.number[TOTAL]
    st.number[OLD_BENCH] = st.number[BENCH]
    st.number[BENCH] = bench
    _price(fr, st)
    return True


@inner
def _price(fr, st):
    """Price what is marked anew, and keep what it cost before."""
    units = fr.given[N_UNITS]
    kept = change = 0
    for unit in range(units):
        change += st.number[UNITS + unit] - st.number[UNITS + units + unit]
    for claim in range(len(st.claims)):
        if st.claims[claim, MARKED] == st.number[MARK]:
            st.undo[kept, 0] = claim
            st.undo[kept, 1] = st.claims[claim, NOW]
            st.claims[claim, NOW] = _cost_of(fr, st, claim)
            change += st.claims[claim, NOW] - st.undo[kept, 1]
            kept += 1
    st.number[KEPT] = kept
    st.number[TOTAL] += change


@inner
def take_back(fr, st):
    """Undo the last change that was made; once only."""
    units, touched = fr.given[N_UNITS], st.number[TOUCHED]
    for k in range(touched):
        slot = st.new[k, 0]
        _count(fr, st, st.order[slot], st.slots[slot, SIZE], slot, -1)
    _write_back(st, touched)
    for k in range(touched):
        slot = st.new[k, 0]
        _count(fr, st, st.order[slot], st.slots[slot, SIZE], slot, 1)
    for k in range(st.number[KEPT]):
        st.claims[st.undo[k, 0], NOW] = st.undo[k, 1]
    for unit in range(units):
        st.number[UNITS + unit] = st.number[UNITS + units + unit]
    st.number[TOTAL] = st.number[OLD_TOTAL]
    st.number[BENCH] = st.number[OLD_BENCH]
    st.number[FULL] = st.number[OLD_FULL]
