"""Sunrise and sunset at a place on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.scene import Location
    from kachinko.report.shooting.texts import Words


def sun_text(location: Location | None, day: date, words: Words) -> str:
    """When the sun rises and sets, in the place's own time, or why that is not known.

    Right to about two minutes, over a flat horizon.

    References
    ----------
    The `astral` package, which follows the equations of NOAA's solar calculator,
    https://astral.readthedocs.io/ (read November 2026).
    """
    if location is None or location.latitude is None or location.longitude is None:
        return words("call.sun.nowhere")
    if not location.timezone:
        return words("call.sun.nozone")
    try:
        zone = ZoneInfo(location.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return words("call.sun.badzone", zone=location.timezone)
    from astral import Observer
    from astral.sun import sunrise, sunset

    observer = Observer(location.latitude, location.longitude)
    try:
        rise, set_ = sunrise(observer, day, tzinfo=zone), sunset(observer, day, tzinfo=zone)
    except ValueError:  # near the poles
        return words("call.sun.never")
    half = timedelta(seconds=30)
    return words("call.sun.times", rise=f"{rise + half:%H:%M}", set=f"{set_ + half:%H:%M}")
