"""Panels, items, recommendations, decisions, terms and days: records and pure rules, no machinery."""
