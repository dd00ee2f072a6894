"""Ballots on paper: printed, entered by keyboard, or photographed; each sheet counts once."""
