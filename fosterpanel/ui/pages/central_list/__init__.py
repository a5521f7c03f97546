"""The central list: everybody who may sit on a panel, and everything about one member."""
