"""How a number is computed: pure functions that know nothing of workbooks."""
