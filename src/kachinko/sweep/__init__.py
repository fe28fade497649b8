"""Many scenarios of a slate: in processes here, or on a Ray cluster when given one."""
