"""Posters, hand-outs, the loudspeaker's script and the short message: one published sheet on the wall and aloud.

Everything is read from what the public sees already: the published version, the open results, the signed plans.
"""
