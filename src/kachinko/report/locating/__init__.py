"""The location memo as a page, on paper and as a workbook."""
