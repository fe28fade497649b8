"""Breakdowns as tables: CSV and XLSX as line producers send them, one row a scene.

Columns are found by their heads, in the many ways in which English and Japanese productions write
them. A workbook may hold further sheets (cast with rates, sets, places, rules …); what we write
has all of them, and reads back as the same shooting.
"""

from kachinko.files.breakdown_table.read import read_breakdown_table
from kachinko.files.breakdown_table.write import write_breakdown_csv, write_breakdown_workbook

__all__ = ["read_breakdown_table", "write_breakdown_csv", "write_breakdown_workbook"]
