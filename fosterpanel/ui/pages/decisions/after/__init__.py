"""What follows a signed decision: telling the people, the letters, the challenges, and how it ends."""
