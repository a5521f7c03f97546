"""Papers of an item: the list of them, taking files in, and the reader."""
