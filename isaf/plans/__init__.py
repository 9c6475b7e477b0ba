"""What was agreed: the interface meeting's outcomes, the joint action plan (JAAP), and the life of each action.

An action keeps its identity; a line of a plan points at it, and carrying over adds a line in the next plan
(ADR 0025).
"""
