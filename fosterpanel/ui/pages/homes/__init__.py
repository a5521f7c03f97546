"""The foster homes: the register as a list, and everything about one home."""
