"""Sentences of planners, rules and refusals in other languages.

Engines speak English and give finished sentences, which plans and records keep. Each sentence has
one of a few shapes; a gettext catalogue (`ja.po`) holds the shapes with their translations, and
what stands in a place such as ``{title}`` is taken over.
"""

from kachinko.report.told.catalogue import ITS_OWN, heads
from kachinko.report.told.document import told_document
from kachinko.report.told.other_words import other_words
from kachinko.report.told.sentences import has_shape, told, told_line

__all__ = ["ITS_OWN", "has_shape", "heads", "other_words", "told", "told_document", "told_line"]
