"""The pieces every page is made of; each is small, named for screen readers, and dressed by ``look``."""
