"""What the meeting room shows."""
