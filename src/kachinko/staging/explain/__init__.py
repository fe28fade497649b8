"""Why a title is left out: requirements that cannot hold together, and changes that admit it."""
