"""The room's server: phones, the projector and the facilitator's console, over one room's file."""
