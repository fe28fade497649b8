"""Movie Magic Scheduling's two standard PDF reports: Shooting Schedule and Breakdown Sheets.

**Experimental.** That program has no open export; its reports are made for eyes. What is read is
the text of the PDF with its positions, by rules of thumb about public descriptions of these
reports (https://gcasper.com/support/mms-pdf-import-methodology for what each of them holds,
https://mms-docs.ep.com/Breakdown/SceneHeaderInformation.html for the fields of a sheet). Reports
can be laid out by their users in many ways: whatever comes out wants to be checked, and the
remarks say so. Scanned reports hold no text and are refused.
"""

from kachinko.files.mms_pdf.read import EXPERIMENTAL, read_mms_pdf

__all__ = ["EXPERIMENTAL", "read_mms_pdf"]
