"""How a pack becomes slides: its deck, what stands on a slide, and which slides there are."""
