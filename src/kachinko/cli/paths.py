"""Paths on the command line."""

from __future__ import annotations

from pathlib import Path

import click

PATH: click.Path = click.Path(path_type=Path)  # type: ignore[type-arg,unused-ignore]
"""A path that need not exist: what is wrong with it, the reader of the file says."""
