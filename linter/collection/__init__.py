"""Many agencies at once: what came in, whose it is, what is said of all of it. State stands in plain files beside the reports."""
