"""The decision maker's desk: decisions, what follows, who is told, challenges, and handing results back."""
