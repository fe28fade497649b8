"""The built page of reports, and what tests do where it was not built."""

from __future__ import annotations

import pytest

from kachinko.report.built_page import is_built

REPORT = {"report.html"} if is_built() else set()
"""Among the files of a plan."""
needs_page = pytest.mark.skipif(not is_built(), reason='the pages are not built ("make web")')
