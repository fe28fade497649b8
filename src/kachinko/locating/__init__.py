"""Where a title is made: places side by side, what each costs net, and how sure that is."""
