"""Compiled: where and when one set can stand, and one title inserted beside what stands.

The same search as `construct.Inserter`, on arrays of days: the earliest shoot, the latest build
before it, the earliest strike after it. Each test looks for the *last* day that is in the way and
goes on right behind it, so that most days are never looked at.
"""

from __future__ import annotations

import numpy as np

from kachinko.compiled import inner
from kachinko.staging.swift.frame import (
    B_FIRST,
    B_LAST,
    D_LOAD,
    D_NOISE,
    D_TAKES,
    D_USED,
    F_AISLE,
    F_AREA,
    F_DEPTH,
    F_POWER,
    F_QUIET,
    F_SITE,
    F_WIDTH,
    I_AFTER,
    I_AREA,
    I_BUILD,
    I_DEPTH,
    I_HOLD,
    I_IS_BLOCK,
    I_POWER,
    I_PRELIGHT,
    I_ROWS_FROM,
    I_ROWS_TO,
    I_SHOOT,
    I_STRIKE,
    I_SYNC,
    I_UNIT,
    I_WIDTH,
    J_ITEMS_FROM,
    J_ITEMS_TO,
    J_SPLIT,
    P_BEGIN,
    P_END,
    P_FIRST,
    P_FLOOR,
    P_TURNED,
    P_X,
    P_Y,
    R_FLOORS_FROM,
    R_FLOORS_TO,
    R_HI,
    R_LO,
    R_SITE,
    R_START,
    R_STOP,
    S_CREWS,
)

FAR = 2**30 - 1
"""A date after all others."""
TRIES = 16
"""Shoot days that are tried for a free rectangle before a stage is given up."""


@inner
def uniform(rng):
    """A number in [0, 1) (xorshift64*, Vigna 2016)."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@inner
def add(fr, st, item, floor, sign):
    """Let an item stand (sign 1) or take it away (-1), as its decisions say."""
    first, begin, end = st.stays[item, P_FIRST], st.stays[item, P_BEGIN], st.stays[item, P_END]
    stop = end + fr.items[item, I_STRIKE]
    wrap = begin + fr.items[item, I_SHOOT]
    lit = first + fr.items[item, I_BUILD]
    site = fr.stages[floor, F_SITE]
    area = sign * fr.items[item, I_AREA]
    for day in range(first, stop):
        st.days[floor, day, D_USED] += area
    for day in range(first, lit):
        st.crews[site, day] += sign
    for day in range(end, stop):
        st.crews[site, day] += sign
    _make_noise(fr, st, floor, first, lit, sign)
    _make_noise(fr, st, floor, end, stop, sign)
    _make_noise(fr, st, floor, begin, wrap, sign)
    if fr.stages[floor, F_QUIET]:
        st.loud[0] -= sign * fr.items[item, I_SHOOT]
    if fr.items[item, I_SYNC]:
        for day in range(begin, wrap):
            st.days[floor, day, D_TAKES] += sign
    power = sign * fr.items[item, I_POWER]
    if power:
        for day in range(lit, lit + fr.items[item, I_PRELIGHT]):
            st.days[floor, day, D_LOAD] += power
        for day in range(begin, wrap):
            st.days[floor, day, D_LOAD] += power
    if fr.items[item, I_WIDTH] and fr.stages[floor, F_WIDTH]:
        _stand(st, item, floor, sign)


@inner
def _make_noise(fr, st, floor, first, stop, sign):
    """Count the noises of some days, and the days that are loud at all."""
    newly = 1 if sign > 0 else 0
    count = 0
    for day in range(first, stop):
        st.days[floor, day, D_NOISE] += sign
        count += st.days[floor, day, D_NOISE] == newly
    if fr.stages[floor, F_QUIET]:
        st.loud[0] += sign * count


@inner
def _stand(st, item, floor, sign):
    """Note that a rectangle stands, or no longer."""
    if sign > 0:
        st.standing[floor, st.stood[floor]] = item
        st.stood[floor] += 1
        return
    for place in range(st.stood[floor]):
        if st.standing[floor, place] == item:
            st.stood[floor] -= 1
            st.standing[floor, place] = st.standing[floor, st.stood[floor]]
            return


@inner
def _after_shoot(fr, st, item, floor, s):
    """`s` if the shoot can begin then, else the next day worth trying."""
    bay = fr.bays[floor, s, B_LAST]
    held = s + fr.items[item, I_SHOOT] + fr.items[item, I_HOLD]
    if bay < held - 1:
        return max(s, bay) + 1
    limit = fr.stages[floor, F_AREA] - fr.items[item, I_AREA]
    quiet = fr.stages[floor, F_QUIET]
    sync = fr.items[item, I_SYNC]
    spare = fr.stages[floor, F_POWER] - fr.items[item, I_POWER]
    for day in range(held - 1, s - 1, -1):
        if st.days[floor, day, D_USED] > limit:
            return day + 1
        if day < s + fr.items[item, I_SHOOT]:
            if quiet and (
                st.days[floor, day, D_TAKES] > 0 or (sync and st.days[floor, day, D_NOISE] > 0)
            ):
                return day + 1
            if fr.items[item, I_POWER] and st.days[floor, day, D_LOAD] > spare:
                return day + 1
    return s


@inner
def _no_hands(fr, st, floor, site, day):
    """Whether nobody can build or strike on a day: a take wants quiet, or all crews are busy."""
    if fr.stages[floor, F_QUIET] and st.days[floor, day, D_TAKES] > 0:
        return True
    return st.crews[site, day] >= fr.sites[site, S_CREWS]


@inner
def _strike(fr, st, item, floor, last, e):
    """Day from `e` on when strike can begin, all done by `last`; or -1 - day where floor lacks."""
    limit = fr.stages[floor, F_AREA] - fr.items[item, I_AREA]
    site = fr.stages[floor, F_SITE]
    length = fr.items[item, I_STRIKE]
    roomy = e
    while e + length - 1 <= last:
        while roomy < e + length:
            if st.days[floor, roomy, D_USED] > limit:
                return -1 - roomy
            roomy += 1
        blocked = -1
        for day in range(e + length - 1, e - 1, -1):
            if _no_hands(fr, st, floor, site, day):
                blocked = day
                break
        if blocked < 0:
            return e
        e = blocked + 1
    return -1 - last


@inner
def _build(fr, st, item, floor, lo, s):
    """Latest first day for a shoot on day `s`; or -1 - day behind which the stay must begin."""
    limit = fr.stages[floor, F_AREA] - fr.items[item, I_AREA]
    site = fr.stages[floor, F_SITE]
    build, prelight = fr.items[item, I_BUILD], fr.items[item, I_PRELIGHT]
    spare = fr.stages[floor, F_POWER] - fr.items[item, I_POWER]
    a = s - build - prelight
    roomy = s - 1
    while a >= lo:
        while roomy >= a:
            if st.days[floor, roomy, D_USED] > limit:
                return -1 - roomy
            roomy -= 1
        earlier = a
        for day in range(a, a + build):
            if _no_hands(fr, st, floor, site, day):
                earlier = day - build
                break
        if earlier == a and fr.items[item, I_POWER]:
            for day in range(a + build, a + build + prelight):
                if st.days[floor, day, D_LOAD] > spare:
                    earlier = day - build - prelight
                    break
        if earlier == a:
            return a
        a = earlier
    return -1 - s


@inner
def day_from(fr, site, date):
    """The first working day of a site on or after a date (an ordinal)."""
    low, high = 0, fr.ordinals.shape[1]
    while low < high:
        middle = (low + high) // 2
        if fr.ordinals[site, middle] < date:
            low = middle + 1
        else:
            high = middle
    return low


@inner
def _unit_free(fr, site, s, length, busy, count):
    """`s` if the unit is free for the shoot, else the next day on which it may be."""
    first, last = fr.ordinals[site, s], fr.ordinals[site, s + length - 1]
    for number in range(count):
        if first <= busy[number, 1] and last >= busy[number, 0]:
            return max(s + 1, day_from(fr, site, busy[number, 1] + 1))
    return s


@inner
def _boxes(fr, st, floor, first, stop, boxes):
    """Fill in the rectangles that stand on a stage on any of some days; how many."""
    count = 0
    for place in range(st.stood[floor]):
        other = st.standing[floor, place]
        if (
            st.stays[other, P_FIRST] < stop
            and first < st.stays[other, P_END] + fr.items[other, I_STRIKE]
        ):
            boxes[count, 0], boxes[count, 1] = st.stays[other, P_X], st.stays[other, P_Y]
            boxes[count, 2], boxes[count, 3] = fr.items[other, I_WIDTH], fr.items[other, I_DEPTH]
            if st.stays[other, P_TURNED]:
                boxes[count, 2], boxes[count, 3] = boxes[count, 3], boxes[count, 2]
            count += 1
    return count


@inner
def _room(fr, st, item, floor, first, stop):
    """A corner for a rectangle as (x, y, turned); x is -1 where there is none."""
    boxes = np.empty((st.stood[floor], 4), dtype=np.int64)
    count = _boxes(fr, st, floor, first, stop, boxes)
    aisle = fr.stages[floor, F_AISLE]
    width, depth = fr.stages[floor, F_WIDTH], fr.stages[floor, F_DEPTH]
    for turned in range(2):
        w, d = fr.items[item, I_WIDTH], fr.items[item, I_DEPTH]
        if turned:
            w, d = d, w
        if w > width or d > depth or (turned and w == d):
            continue
        for i in range(-1, count):
            y = 0 if i < 0 else boxes[i, 1] + boxes[i, 3] + aisle
            if y + d > depth:
                continue
            for j in range(-1, count):
                x = 0 if j < 0 else boxes[j, 0] + boxes[j, 2] + aisle
                if x + w <= width and _apart_from_all(boxes, count, x, y, w, d, aisle):
                    return x, y, turned
    return -1, -1, 0


@inner
def _apart_from_all(boxes, count, x, y, w, d, aisle):
    """Whether an aisle runs between a box and each of the others."""
    for k in range(count):
        bx, by, bw, bd = boxes[k, 0], boxes[k, 1], boxes[k, 2], boxes[k, 3]
        apart = (
            x + w + aisle <= bx or bx + bw + aisle <= x
            or y + d + aisle <= by or by + bd + aisle <= y
        )  # fmt: skip
        if not apart:
            return False
    return True


@inner
def find_stay(fr, st, item, row, floor, s, most, busy, count):
    """The earliest stay on a stage that begins to shoot on a day from `s` to `most`.

    Gives first, shoot, strike, x, y, turned; shoot is -1 where there is none. `busy[:count]` holds
    first and last dates of the other shoots of the item's unit.
    """
    site = fr.rows[row, R_SITE]
    lead = fr.items[item, I_BUILD] + fr.items[item, I_PRELIGHT]
    shoot = fr.items[item, I_SHOOT]
    has_box = fr.items[item, I_WIDTH] > 0 and fr.stages[floor, F_WIDTH] > 0
    tries = TRIES
    s = max(s, fr.rows[row, R_START])
    most = min(most, fr.rows[row, R_STOP])
    while s <= most:
        if not fr.starts[row, s]:
            s += 1
            continue
        later = _unit_free(fr, site, s, shoot, busy, count)
        if later == s:
            later = _after_shoot(fr, st, item, floor, s)
        if later > s:
            s = later
            continue
        bay = fr.bays[floor, s, B_FIRST]
        first = s
        if lead:
            first = _build(fr, st, item, floor, max(bay, fr.rows[row, R_LO]), s)
            if first < 0:
                # The stay begins behind the day that is in the way, and shoots after its lead.
                behind = -1 - first
                s = max(s + 1, behind + 1 + lead if behind < s else s + 1)
                continue
        end = s + shoot + fr.items[item, I_HOLD]
        if fr.items[item, I_STRIKE]:
            last = min(fr.bays[floor, s, B_LAST], fr.rows[row, R_HI])
            end = _strike(fr, st, item, floor, last, end)
            if end < 0:
                s = max(s + 1, -end) if -1 - end < last else s + 1
                continue
        if not has_box:
            return first, s, end, 0, 0, 0
        x, y, turned = _room(fr, st, item, floor, first, end + fr.items[item, I_STRIKE])
        if x >= 0:
            return first, s, end, x, y, turned
        tries -= 1
        if tries == 0:
            break
        s += 1
    return -1, -1, -1, 0, 0, 0


@inner
def remove(fr, st, job):
    """Take a title out."""
    for item in range(fr.titles[job, J_ITEMS_FROM], fr.titles[job, J_ITEMS_TO]):
        if st.stays[item, P_FLOOR] >= 0:
            add(fr, st, item, st.stays[item, P_FLOOR], -1)
            st.stays[item, P_FLOOR] = -1
    st.home[job] = -1


@inner
def insert(fr, st, job, home, ready, until, taste, rng):
    """Place a title at `home`, all shoots from `ready` on and before `until`; whether it could.

    `taste` weighs what a stage costs a set: days that stand idle, days newly loud, spare floor,
    chance.
    """
    start = fr.titles[job, J_ITEMS_FROM]
    count = fr.titles[job, J_ITEMS_TO] - start
    done = 0
    shoots = np.empty((count, 3), dtype=np.int64)
    own = np.empty((count, 2), dtype=np.int64)
    ends = np.empty(count, dtype=np.int64)
    for placed in range(count):
        best, best_item, best_floor = 1e18, -1, -1
        best_stay = (-1, -1, -1, 0, 0, 0)
        for item in range(start, start + count):
            after = fr.items[item, I_AFTER]
            if done >> (item - start) & 1 or (after & done) != after:
                continue
            n, earliest = _constraints(fr, item, after, ready, shoots, placed, ends, own)
            score, stay, floor = _best_place(
                fr, st, job, item, home, earliest, until, own, n, taste, rng
            )
            if score < best:
                best, best_item, best_stay, best_floor = score, item, stay, floor
        if best_item < 0:
            remove(fr, st, job)
            return False
        k = best_item - start
        done |= 1 << k
        for column in range(6):
            st.stays[best_item, P_FIRST + column] = best_stay[column]
        site = home
        if not fr.items[best_item, I_IS_BLOCK]:
            st.stays[best_item, P_FLOOR] = best_floor
            add(fr, st, best_item, best_floor, 1)
            site = fr.stages[best_floor, F_SITE]
        shoots[placed, 0] = fr.ordinals[site, best_stay[1]]
        ends[k] = fr.ordinals[site, best_stay[1] + fr.items[best_item, I_SHOOT] - 1]
        shoots[placed, 1] = ends[k]
        shoots[placed, 2] = fr.items[best_item, I_UNIT]
    st.home[job] = home
    return True


@inner
def _constraints(fr, item, after, ready, shoots, placed, ends, own):
    """Fill `own` with the other shoots of the unit; how many, and the earliest date."""
    earliest = ready
    for other in range(len(ends)):
        if after >> other & 1:
            earliest = max(earliest, ends[other] + 1)
    n = 0
    for number in range(placed):
        if shoots[number, 2] == fr.items[item, I_UNIT]:
            own[n, 0], own[n, 1] = shoots[number, 0], shoots[number, 1]
            n += 1
    return n, earliest


@inner
def _best_place(fr, st, job, item, home, ready, until, busy, count, taste, rng):
    """The best stage and stay of one item, with its score: the date it begins, and its taste."""
    best, best_floor = 1e18, -1
    best_stay = (-1, -1, -1, 0, 0, 0)
    for row in range(fr.items[item, I_ROWS_FROM], fr.items[item, I_ROWS_TO]):
        site = fr.rows[row, R_SITE]
        if fr.rows[row, R_STOP] < 0 or (
            site != home and (not fr.titles[job, J_SPLIT] or fr.items[item, I_IS_BLOCK])
        ):
            continue
        s = day_from(fr, site, ready)
        most = min(fr.rows[row, R_STOP], day_from(fr, site, until) - fr.items[item, I_SHOOT])
        if fr.items[item, I_IS_BLOCK]:
            s = max(s, fr.rows[row, R_START])
            while s <= most:
                later = s
                if fr.starts[row, s]:
                    later = _unit_free(fr, site, s, fr.items[item, I_SHOOT], busy, count)
                    if later == s:
                        break
                s = max(later, s + 1)
            if s <= most:
                best = fr.ordinals[site, s] + taste[3] * uniform(rng)
                best_stay = (s, s, s, 0, 0, 0)
            continue
        for place in range(fr.rows[row, R_FLOORS_FROM], fr.rows[row, R_FLOORS_TO]):
            floor = fr.floors[place]
            stay = find_stay(fr, st, item, row, floor, s, most, busy, count)
            if stay[1] < 0:
                continue
            score = fr.ordinals[site, stay[1]] + taste[3] * uniform(rng)
            score += _cost(fr, st, item, floor, stay, taste)
            if score < best:
                best, best_floor, best_stay = score, floor, stay
    return best, best_stay, best_floor


@inner
def _cost(fr, st, item, floor, stay, taste):
    """What a stay spoils for others, in days of delay."""
    first, end = stay[0], stay[2]
    stop = end + fr.items[item, I_STRIKE]
    lead = fr.items[item, I_BUILD] + fr.items[item, I_PRELIGHT]
    least = lead + fr.items[item, I_SHOOT] + fr.items[item, I_HOLD] + fr.items[item, I_STRIKE]
    cost = taste[0] * (stop - first - least)
    if fr.stages[floor, F_QUIET]:
        loud = 0
        for day in range(first, first + fr.items[item, I_BUILD]):
            loud += st.days[floor, day, D_NOISE] == 0
        for day in range(end, stop):
            loud += st.days[floor, day, D_NOISE] == 0
        cost += taste[1] * loud
    return cost + taste[2] * (fr.stages[floor, F_AREA] - fr.items[item, I_AREA]) / 1e6
