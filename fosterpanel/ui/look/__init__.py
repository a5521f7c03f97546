"""How everything looks: colours, type, sizes, icons, and the one style sheet made of them."""
