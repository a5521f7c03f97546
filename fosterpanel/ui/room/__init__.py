"""The meeting room: a window over the desk, in which a panel is run from the first arrival to the signatures."""
