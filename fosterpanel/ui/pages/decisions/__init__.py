"""The decision maker’s desk: the queue, the decision record, and what follows a decision."""
