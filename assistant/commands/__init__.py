"""The commands of ``policy-assistant``: one module for each group, all registered on ``options.app``."""
