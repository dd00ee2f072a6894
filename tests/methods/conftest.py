"""Property tests of the methods are not timed: a busy machine is no fault of a method."""

from hypothesis import settings

settings.register_profile("untimed", parent=settings.default, deadline=None)
settings.load_profile("untimed")
