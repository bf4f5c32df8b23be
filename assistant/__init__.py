"""Policy assistant: cited answers over Japanese policy documents, offline."""

__version__ = "0.1.0"
