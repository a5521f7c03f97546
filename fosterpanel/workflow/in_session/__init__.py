"""A panel in session: who is there, interests, hearings, and what may be done without a quorum."""
