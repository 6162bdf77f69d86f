"""Check the figures that press articles print: a printed figure is an interval, not a number."""
