"""The bundled corpus against its rules of form and against the official documents: ``policy-assistant corpus check``."""
