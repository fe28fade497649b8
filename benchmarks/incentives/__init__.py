"""How fast many cases go through the incentive programmes."""
