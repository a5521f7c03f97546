"""Agendas: what is listed when, with which papers, and what goes out."""
