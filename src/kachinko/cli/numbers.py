"""Numbers on the command line, named in words that people use."""

from __future__ import annotations

import click


class Number(click.FloatRange):
    """A number within limits."""

    name = "number"


class Whole(click.IntRange):
    """A whole number within limits."""

    name = "whole number"
