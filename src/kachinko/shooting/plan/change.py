"""Compiled: change some days of a board at once, know what it then counts, take it back."""

from __future__ import annotations

from numba import njit

from kachinko.shooting.plan.frame import (
    AROUND,
    CALL,
    CALL_2,
    DAY,
    EIGHTHS,
    IN_A_ROW,
    KIND,
    KIND_2,
    M_COST,
    M_FIRST,
    M_KINDS,
    M_LAST,
    M_MINUTES,
    MOVES,
    N_DAYS,
    N_UNITS,
    REST,
    ROOM,
)

LONG_AGO = -(10**9)


@njit(cache=True, nogil=True)
def measure(fr, st, slot):
    """Walk through a day; whether it keeps all rules that concern it alone, and the order."""
    day = slot % fr.given[N_DAYS]
    st.mark[0] += 1
    mark = st.mark[0]
    time = eighths = moves = cost = 0
    kinds, place = 3, -1
    for at in range(st.size[slot]):
        scene = st.order[slot, at]
        if fr.open[scene, day] == 0:
            return False
        if place >= 0 and fr.place[scene] != place:
            time += fr.move_minutes[place, fr.place[scene]]
            cost += fr.move_price[place, fr.place[scene]]
            moves += 1
        place = fr.place[scene]
        ends = time + fr.minutes[scene]
        for k in range(fr.players_from[scene], fr.players_from[scene + 1]):
            player = fr.players[k]
            if fr.player_most[player] >= 0:
                if st.begun[player] != mark:
                    st.begun[player] = mark
                    st.begun_at[player] = time
                if fr.given[AROUND] + ends - st.begun_at[player] > fr.player_most[player]:
                    return False
        time = ends
        eighths += fr.eighths[scene]
        kinds &= fr.kinds[scene]
        st.seen[scene] = mark
        if not _in_order(fr, st, scene, slot, day, mark):
            return False
    st.measured[slot, M_MINUTES] = time
    st.measured[slot, M_KINDS] = kinds
    st.measured[slot, M_COST] = cost
    if st.size[slot] > 0:
        st.measured[slot, M_FIRST] = fr.place[st.order[slot, 0]]
        st.measured[slot, M_LAST] = place
    return (
        time <= fr.given[ROOM]
        and eighths <= fr.given[EIGHTHS]
        and moves <= fr.given[MOVES]
        and kinds > 0
    )


@njit(cache=True, nogil=True)
def _in_order(fr, st, scene, slot, day, mark):
    for k in range(fr.after_from[scene], fr.after_from[scene + 1]):
        other = fr.after[k]
        at = st.slot_of[other]
        if at == slot:
            if st.seen[other] != mark:
                return False
        elif at >= 0 and at % fr.given[N_DAYS] >= day:
            return False
    for k in range(fr.next_from[scene], fr.next_from[scene + 1]):
        at = st.slot_of[fr.next[k]]
        if at >= 0 and at != slot and at % fr.given[N_DAYS] <= day:
            return False
    return True


@njit(cache=True, nogil=True)
def chain(fr, st, unit):
    """What the days of a unit count with the moves in and between them; -1: rest is missing."""
    cost = 0
    before, wrap, row, place = LONG_AGO, 0, 0, -1
    for slot in range(unit * fr.given[N_DAYS], (unit + 1) * fr.given[N_DAYS]):
        if st.size[slot] == 0:
            continue
        ordinal = fr.ordinal[slot % fr.given[N_DAYS]]
        row = row + 1 if ordinal == before + 1 else 1
        ready = (before - ordinal) * 1440 + wrap + fr.given[REST]
        if st.measured[slot, M_KINDS] & fr.given[KIND] and fr.given[CALL] >= ready:
            call = fr.given[CALL]
        elif st.measured[slot, M_KINDS] & fr.given[KIND_2] and fr.given[CALL_2] >= ready:
            call = fr.given[CALL_2]
        else:
            return -1
        if row > fr.given[IN_A_ROW]:
            return -1
        before = ordinal
        wrap = call + fr.given[AROUND] + st.measured[slot, M_MINUTES]
        cost += fr.given[DAY] + st.measured[slot, M_COST]
        if place >= 0:
            cost += fr.move_price[place, st.measured[slot, M_FIRST]]
        place = st.measured[slot, M_LAST]
    return cost


@njit(cache=True, nogil=True)
def _one_unit_each(fr, st, slot):
    """Whether no other unit uses a player or a set of this slot on its date."""
    days = fr.given[N_DAYS]
    for unit in range(fr.given[N_UNITS]):
        other = unit * days + slot % days
        if other == slot:
            continue
        for a in range(st.size[slot]):
            one = st.order[slot, a]
            for b in range(st.size[other]):
                two = st.order[other, b]
                if fr.set[one] == fr.set[two]:
                    return False
                for k in range(fr.players_from[one], fr.players_from[one + 1]):
                    for m in range(fr.players_from[two], fr.players_from[two + 1]):
                        if fr.players[k] == fr.players[m]:
                            return False
    return True


@njit(cache=True, nogil=True)
def _player_cost(fr, st, player):
    first, last, longest, worked = -1, -1, 0, 0
    for day in range(fr.given[N_DAYS]):
        if st.at_work[player, day] > 0:
            worked += 1
            if first < 0:
                first = day
            elif day - last - 1 > longest:
                longest = day - last - 1
            last = day
    if first < 0:
        return 0
    paid = last - first + 1
    if longest >= fr.player_drop[player]:
        paid -= longest
    return fr.player_price[player] * (paid - worked * fr.player_idle_only[player])


@njit(cache=True, nogil=True)
def _set_cost(fr, st, used):
    if fr.set_price[used] == 0:
        return 0
    first, last = -1, -1
    for day in range(fr.given[N_DAYS]):
        if st.in_use[used, day] > 0:
            if first < 0:
                first = day
            last = day
    return 0 if first < 0 else fr.set_price[used] * (last - first + 1)


@njit(cache=True, nogil=True)
def _count(fr, st, order, size, slot, sign):
    """Count the scenes of a slot's list in or out, and mark their players and sets."""
    day = slot % fr.given[N_DAYS]
    cast = len(st.player_cost)
    mark = st.mark[0]
    for at in range(size):
        scene = order[at]
        used = fr.set[scene]
        st.in_use[used, day] += sign
        st.marked[cast + used] = mark
        for k in range(fr.players_from[scene], fr.players_from[scene + 1]):
            st.at_work[fr.players[k], day] += sign
            st.marked[fr.players[k]] = mark


@njit(cache=True, nogil=True)
def _write_back(st, touched):
    for k in range(touched):
        slot = st.touched[k]
        for at in range(st.size[slot]):
            st.slot_of[st.order[slot, at]] = -1
    for k in range(touched):
        slot = st.touched[k]
        st.size[slot] = st.old_size[k]
        for at in range(st.old_size[k]):
            st.order[slot, at] = st.old_order[k, at]
            st.slot_of[st.order[slot, at]] = slot
        for column in range(5):
            st.measured[slot, column] = st.old_measured[k, column]


@njit(cache=True, nogil=True)
def _keeps_rules(fr, st, touched):
    for k in range(touched):
        if not measure(fr, st, st.touched[k]):
            return False
        if fr.given[N_UNITS] > 1 and not _one_unit_each(fr, st, st.touched[k]):
            return False
    for unit in range(fr.given[N_UNITS]):
        st.old_unit_cost[unit] = st.unit_cost[unit]
    for unit in range(fr.given[N_UNITS]):
        cost = chain(fr, st, unit)
        if cost < 0:
            for other in range(fr.given[N_UNITS]):
                st.unit_cost[other] = st.old_unit_cost[other]
            return False
        st.unit_cost[unit] = cost
    return True


@njit(cache=True, nogil=True)
def apply(fr, st, touched):
    """Give the slots `st.touched` the lists `st.new_order`; False, and nothing: a rule breaks."""
    bench = st.total[1]
    for k in range(touched):
        slot = st.touched[k]
        st.old_size[k] = st.size[slot]
        bench += st.size[slot] - st.new_size[k]
        for at in range(st.size[slot]):
            st.old_order[k, at] = st.order[slot, at]
            st.slot_of[st.order[slot, at]] = -1
        for column in range(5):
            st.old_measured[k, column] = st.measured[slot, column]
    for k in range(touched):
        slot = st.touched[k]
        st.size[slot] = st.new_size[k]
        for at in range(st.new_size[k]):
            st.order[slot, at] = st.new_order[k, at]
            st.slot_of[st.order[slot, at]] = slot
    if not _keeps_rules(fr, st, touched):
        _write_back(st, touched)
        return False
    st.mark[0] += 1
    for k in range(touched):
        _count(fr, st, st.old_order[k], st.old_size[k], st.touched[k], -1)
    for k in range(touched):
        _count(fr, st, st.new_order[k], st.new_size[k], st.touched[k], 1)
    st.undo_size[0] = touched
    st.undo_size[2] = st.total[0]
    st.undo_size[3] = st.total[1]
    st.total[1] = bench
    _price(fr, st)
    return True


@njit(cache=True, nogil=True)
def _price(fr, st):
    """Price what is marked anew, and keep what it cost before."""
    cast = len(st.player_cost)
    kept = 0
    change = 0
    for unit in range(fr.given[N_UNITS]):
        change += st.unit_cost[unit] - st.old_unit_cost[unit]
    for each in range(len(st.marked)):
        if st.marked[each] != st.mark[0]:
            continue
        st.undo[kept, 0] = each
        if each < cast:
            st.undo[kept, 1] = st.player_cost[each]
            st.player_cost[each] = _player_cost(fr, st, each)
            change += st.player_cost[each] - st.undo[kept, 1]
        else:
            st.undo[kept, 1] = st.set_cost[each - cast]
            st.set_cost[each - cast] = _set_cost(fr, st, each - cast)
            change += st.set_cost[each - cast] - st.undo[kept, 1]
        kept += 1
    st.undo_size[1] = kept
    st.total[0] += change


@njit(cache=True, nogil=True)
def take_back(fr, st):
    """Undo the last change that was made; once only."""
    touched = st.undo_size[0]
    st.mark[0] += 1
    for k in range(touched):
        slot = st.touched[k]
        _count(fr, st, st.order[slot], st.size[slot], slot, -1)
    _write_back(st, touched)
    for k in range(touched):
        slot = st.touched[k]
        _count(fr, st, st.order[slot], st.size[slot], slot, 1)
    cast = len(st.player_cost)
    for k in range(st.undo_size[1]):
        each = st.undo[k, 0]
        if each < cast:
            st.player_cost[each] = st.undo[k, 1]
        else:
            st.set_cost[each - cast] = st.undo[k, 1]
    for unit in range(fr.given[N_UNITS]):
        st.unit_cost[unit] = st.old_unit_cost[unit]
    st.total[0] = st.undo_size[2]
    st.total[1] = st.undo_size[3]
