"""Panels: the central list, meetings and who is invited to them."""
