"""Comparisons: their sides, what is said of each, and the verdict."""
