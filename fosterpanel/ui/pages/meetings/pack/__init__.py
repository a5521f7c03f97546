"""The pack of a meeting: what is in it, building and issuing it, and members' own copies."""
