"""Qantar: the crisis in Kazakhstan of January 2022, read through five articles."""

__version__ = "0.1.0"
