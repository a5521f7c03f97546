"""Items: everything waiting and on its way, taking in a new one, and the page of one item."""
