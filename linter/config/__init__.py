"""Configuration: found above a report, read strictly, resolved for each path. See docs/config.md.

`Configs` answers for one run which file speaks for a report and what follows from it; `Options` is the answer.
"""
