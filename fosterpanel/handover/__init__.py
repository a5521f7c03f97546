"""Sealed packages that carry work between people."""
