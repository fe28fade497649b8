"""The Universal Schedule Standard (``.uss``): breakdowns and boards of other schedulers.

Read and written from the standard's public description at
https://github.com/UniversalScheduleStandard/UniversalScheduleStandard (1.0.0, read November 2026)
and the categories at https://github.com/UniversalScheduleStandard/UniversalCategoryIdentification.
Files of version 1.x are read, and the drafts before 1.0, whose keys are other ones.

What the standard cannot say stands under the key ``_kachinko`` of each object; what it can say is
always read from its own keys, so that changes made in another program count. Keys of other
programs that begin with ``_`` are not kept; a remark says so.
"""

from kachinko.files.uss.read import read_uss
from kachinko.files.uss.write import write_uss

__all__ = ["read_uss", "write_uss"]
