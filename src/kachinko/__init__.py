"""Kachinko plans physical production for film and television."""

from importlib.metadata import version

__version__ = version("kachinko")
