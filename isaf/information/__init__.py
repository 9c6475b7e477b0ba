"""Information for citizens (I4C): what a facility owes, how it performed, what money it had and spent.

Drafted by the clerk or head, submitted by the chief or head, checked by another office, published as a
version that is never edited (ADR 0009, ADR 0015). The form is data of the country pack.
"""
