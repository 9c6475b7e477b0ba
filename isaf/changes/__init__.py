"""Who changed what, in words, on every record; asking for a change of what is locked; taking back what is published.

A record's history is what its rooms wrote down, said in their own words (each room's deeds.py). A request keeps the
fields as they are and as they should be; another person decides, and the owning room's service carries it out.
"""
