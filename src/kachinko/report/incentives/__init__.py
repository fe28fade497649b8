"""What incentives come to, for people: lines of text, a page, a workbook; English and Japanese."""
