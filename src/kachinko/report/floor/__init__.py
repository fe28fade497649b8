"""The floor of a stage: what stands where on which day, for pages and for paper."""
