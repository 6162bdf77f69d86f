"""How well does the engine find errors, and does it ever accuse what is right? `make proof`."""
