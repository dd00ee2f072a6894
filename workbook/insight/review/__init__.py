"""What the numbers say about a quarter: its KPIs, its actions, and what comes next."""
