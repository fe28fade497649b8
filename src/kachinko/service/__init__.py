"""Use cases: where files, engines and reports meet."""
