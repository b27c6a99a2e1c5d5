"""YAML to a validated `Ruleset`: model, strict loader, inheritance, meta-lint."""
