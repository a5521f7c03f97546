"""Meetings: the year, one meeting with its panel and replies, and its agenda."""
