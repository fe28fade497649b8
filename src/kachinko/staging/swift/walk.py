"""Compiled: ruin and recreate with annealing.

A handful of titles that stand near each other are taken out, then these and others that are out
are tried again, beginning near the hole (Schrimpf et al. 2000; Christiaens and Vanden Berghe
2020). A worse plan is kept with a chance that falls as the walk cools (Kirkpatrick et al. 1983).
"""

from __future__ import annotations

import numpy as np

from kachinko.compiled import inner, jit
from kachinko.staging.swift.frame import (
    D_NOISE,
    F_AREA,
    F_QUIET,
    F_SITE,
    I_AREA,
    I_BUILD,
    I_SHOOT,
    I_STRIKE,
    I_SYNC,
    J_HOMES_FROM,
    J_HOMES_TO,
    J_ITEMS_FROM,
    J_ITEMS_TO,
    J_SPLIT,
    P_BEGIN,
    P_END,
    P_FIRST,
    P_FLOOR,
    S_DAYS,
)
from kachinko.staging.swift.place import FAR, add, insert, remove, uniform

BLINK = 0.05
"""Chance that a title is passed over, so that the order is not always the same."""
FARTHER = 0.03
"""Chance that a step looks for places long after its hole as well, which takes much longer."""
WHOLE = 1e-9


@jit
def load(fr, st, made):
    """Make a state out of decisions."""
    for job in range(len(st.home)):
        if st.home[job] >= 0:
            remove(fr, st, job)
    for item in range(len(st.stays)):
        st.stays[item, P_FLOOR] = -1
    for job in range(len(st.home)):
        if made.home[job] >= 0:
            _restore(fr, st, made, job)


@jit
def save(st, made):
    """Copy a state's decisions."""
    for job in range(len(st.home)):
        made.home[job] = st.home[job]
    for item in range(len(st.stays)):
        _copy(st.stays, made.stays, item)


@inner
def _copy(source, target, item):
    for column in range(source.shape[1]):
        target[item, column] = source[item, column]


@inner
def _keep(fr, st, made, job):
    """Copy the decisions of one title."""
    made.home[job] = st.home[job]
    for item in range(fr.titles[job, J_ITEMS_FROM], fr.titles[job, J_ITEMS_TO]):
        _copy(st.stays, made.stays, item)


@inner
def _restore(fr, st, made, job):
    """Let a title stand again as its decisions were."""
    st.home[job] = made.home[job]
    for item in range(fr.titles[job, J_ITEMS_FROM], fr.titles[job, J_ITEMS_TO]):
        _copy(made.stays, st.stays, item)
        if st.stays[item, P_FLOOR] >= 0:
            add(fr, st, item, st.stays[item, P_FLOOR], 1)


@inner
def _below(rng, n):
    return min(n - 1, int(uniform(rng) * n))


@inner
def _span(fr, st, job):
    """First and last date on which a title that is in stands or is shot."""
    lo, hi = 2**30, 0
    for item in range(fr.titles[job, J_ITEMS_FROM], fr.titles[job, J_ITEMS_TO]):
        floor = st.stays[item, P_FLOOR]
        if floor >= 0:
            site = fr.stages[floor, F_SITE]
            lo = min(lo, fr.ordinals[site, st.stays[item, P_FIRST]])
            hi = max(hi, fr.ordinals[site, st.stays[item, P_END] + fr.items[item, I_STRIKE] - 1])
        else:
            site = st.home[job]
            lo = min(lo, fr.ordinals[site, st.stays[item, P_BEGIN]])
            hi = max(hi, fr.ordinals[site, st.stays[item, P_BEGIN] + fr.items[item, I_SHOOT] - 1])
    return lo, hi


@inner
def _fill(fr, st, job, home, lo, hi, until, tries, tastes, kept, rng):
    """Insert a title, the least spoiling of some tries that begin between two dates.

    All of it is shot before the date `until`.
    """
    best = 1e18
    span = max(1, hi - lo)
    for number in range(tries):
        ready = lo + int(span * uniform(rng)) if number else lo
        taste = tastes[_below(rng, len(tastes))]
        if not insert(fr, st, job, home, ready, until, taste, rng):
            if number == 0:
                return False  # a later beginning leaves it less room
            continue
        if tries == 1:
            return True
        spoilt = _spoilt(fr, st, job) * (0.9 + 0.2 * uniform(rng))
        if spoilt < best:
            best = spoilt
            _keep(fr, st, kept, job)
        remove(fr, st, job)
    if best < 1e18:
        _restore(fr, st, kept, job)
        return True
    return False


@inner
def _spoilt(fr, st, job):
    """Stage-days that a title uses up: loud days that only it makes loud, takes, floor."""
    total = 0.0
    for item in range(fr.titles[job, J_ITEMS_FROM], fr.titles[job, J_ITEMS_TO]):
        floor = st.stays[item, P_FLOOR]
        if floor < 0:
            continue
        first, end = st.stays[item, P_FIRST], st.stays[item, P_END]
        stop = end + fr.items[item, I_STRIKE]
        total += 0.5 * fr.items[item, I_AREA] / fr.stages[floor, F_AREA] * (stop - first)
        if fr.stages[floor, F_QUIET]:
            if fr.items[item, I_SYNC]:
                total += fr.items[item, I_SHOOT]
            for day in range(first, first + fr.items[item, I_BUILD]):
                total += st.days[floor, day, D_NOISE] == 1
            for day in range(end, stop):
                total += st.days[floor, day, D_NOISE] == 1
    return total


@jit
def construct(fr, st, order, tries, tastes, kept, rng):
    """Insert titles in an order, each at any of its homes."""
    for place in range(len(order)):
        job = order[place]
        if st.home[job] >= 0:
            continue
        first, count = (
            fr.titles[job, J_HOMES_FROM],
            fr.titles[job, J_HOMES_TO] - fr.titles[job, J_HOMES_FROM],
        )
        if count == 0:
            continue
        shift = _below(rng, count)
        for k in range(count):
            home = fr.homes[first + (k + shift) % count]
            lo = fr.ordinals[home, 0]
            hi = fr.ordinals[home, fr.sites[home, S_DAYS] - 1]
            if _fill(fr, st, job, home, lo, hi, FAR, tries, tastes, kept, rng):
                break


@inner
def _ruin(fr, st, most, out, rng):
    """Choose titles that stand near each other; their count, site, and the dates of the hole."""
    titles = len(st.home)
    centre = -1
    for _ in range(200):
        job = _below(rng, titles)
        if st.home[job] >= 0:
            centre = job
            break
    if centre < 0:
        return 0, 0, 0, 0
    site = st.home[centre]
    lo, hi = _span(fr, st, centre)
    middle = lo + (hi - lo) * uniform(rng)
    wanted = 1 + _below(rng, most)
    distances = np.empty(wanted)
    count = 0
    for job in range(titles):
        if st.home[job] < 0:
            continue
        if st.home[job] != site and not (fr.titles[job, J_SPLIT] and _goes_to(fr, job, site)):
            continue  # it could not come back here
        a, b = _span(fr, st, job)
        away = max(0.0, a - middle, middle - b) + 0.25 * abs((a + b) / 2 - middle)
        away = -1.0 if job == centre else away * (0.5 + uniform(rng))
        # Insertion into the short list of the nearest.
        place = min(count, wanted)
        while place > 0 and distances[place - 1] > away:
            if place < wanted:
                distances[place], out[place] = distances[place - 1], out[place - 1]
            place -= 1
        if place < wanted:
            distances[place], out[place] = away, job
            count = min(count + 1, wanted)
    for k in range(count):
        a, b = _span(fr, st, out[k])
        lo, hi = min(lo, a), max(hi, b)
    return count, site, lo, hi


@inner
def _candidates(fr, st, site, removed, count, out, keys, rng):
    """Titles to try at a site: those just removed and some others that are out, ordered; how many.

    They come by value for effort, the large ones first, or in any order, each with some chance.
    """
    for k in range(count):
        out[k] = removed[k]
    taken = count
    titles = len(st.home)
    start = _below(rng, titles)
    for k in range(titles):
        job = (start + k) % titles
        if taken == len(out):
            break
        if st.home[job] < 0 and _goes_to(fr, job, site) and not _among(removed, count, job):
            out[taken] = job
            taken += 1
    way = uniform(rng)
    for k in range(taken):
        job = out[k]
        keys[k] = -fr.effort[job] if way < 0.25 else -fr.value[job] / fr.effort[job]
        keys[k] *= 1.0 + 0.6 * uniform(rng)
        if way > 0.75:
            keys[k] = uniform(rng)
    for k in range(1, taken):
        key, job, place = keys[k], out[k], k
        while place > 0 and keys[place - 1] > key:
            keys[place], out[place] = keys[place - 1], out[place - 1]
            place -= 1
        keys[place], out[place] = key, job
    return taken


@inner
def _goes_to(fr, job, site):
    for place in range(fr.titles[job, J_HOMES_FROM], fr.titles[job, J_HOMES_TO]):
        if fr.homes[place] == site:
            return True
    return False


@inner
def _among(jobs, count, job):
    for k in range(count):  # noqa: SIM110  # compiled code has no any()
        if jobs[k] == job:
            return True
    return False


@jit
def walk(fr, st, best, kept, undo, weights, tastes, settings, temperatures, price, rng):
    """Some iterations; `best` gets the best decisions met. Gives the best worth.

    `weights` are the titles' worths (must titles far above the others); `settings` are
    iterations, most titles taken out, most candidates, tries; `temperatures` of the first and of
    the last iteration.
    """
    iterations, most, drawn, tries = settings
    near = np.empty(most, dtype=np.int64)
    out = np.empty(max(drawn, most), dtype=np.int64)
    keys = np.empty(max(drawn, most))
    worth = _worth(st, weights)
    best_worth = worth
    save(st, best)
    for step in range(iterations):
        heat = temperatures[0] * (temperatures[1] / temperatures[0]) ** (step / iterations)
        count, site, lo, hi = _ruin(fr, st, most, near, rng)
        if count == 0:
            break
        loud = st.loud[0]
        change = 0.0
        for k in range(count):
            _keep(fr, st, undo, near[k])
            change -= weights[near[k]]
            remove(fr, st, near[k])
        drawn_now = _candidates(fr, st, site, near, count, out, keys, rng)
        entered = 0
        lead = (hi - lo) // 4
        until = FAR if uniform(rng) < FARTHER else hi + lead
        for k in range(drawn_now):
            if uniform(rng) >= BLINK and _fill(
                fr, st, out[k], site, lo - lead, hi - lead, until, tries, tastes, kept, rng
            ):
                change += weights[out[k]]
                out[entered] = out[k]
                entered += 1
        gain = change - price * (st.loud[0] - loud)
        if gain >= 0 or uniform(rng) < np.exp(gain / heat):
            worth += change
            if worth > best_worth + WHOLE:
                best_worth = worth
                save(st, best)
            continue
        for k in range(entered):
            remove(fr, st, out[k])
        for k in range(count):
            _restore(fr, st, undo, near[k])
    return best_worth


@inner
def _worth(st, weights):
    total = 0.0
    for job in range(len(st.home)):
        if st.home[job] >= 0:
            total += weights[job]
    return total
