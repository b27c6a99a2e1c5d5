"""Scripts that build what the repository carries. Run as `python -m linter.maintenance.NAME`; none runs in a check."""
