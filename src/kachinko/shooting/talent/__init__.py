"""The talent scheduling problem, exactly: the order of scenes in which the cast wait least."""
