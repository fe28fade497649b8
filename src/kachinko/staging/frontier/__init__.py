"""How many titles a year a set of stages carries, for a mix of titles."""
