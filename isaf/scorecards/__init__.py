"""Citizens' scorecards and the providers' self-assessments: votes on criteria, counted by group.

Votes are counts, kept wide: sheet x criterion x segment, one number for each value of the scale. What
follows from them is said once, in ``rules`` (decisions on scoring) and ``suppression`` (small groups), with
the tables of cases in docs/algorithms/scoring.md and docs/algorithms/suppression.md.
"""
