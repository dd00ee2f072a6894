"""The room of a workshop: what it is asked, where its ballots are kept, and what came of them."""
