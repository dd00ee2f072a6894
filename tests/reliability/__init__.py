"""What may go wrong, done on purpose and counted: `make reliability`."""
