"""Packs of papers: planned, made, issued, handed out and read."""
