"""What stands around the pages: the way in, the rail, search, the foot of the window, and the lock."""
