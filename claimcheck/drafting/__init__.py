"""From a text to rows of the tables: what is proposed, how a person accepts it, and what may be related.

Nothing proposed counts until it is accepted.
"""
