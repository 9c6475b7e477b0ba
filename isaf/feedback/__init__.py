"""What citizens say back about what is published: they ask for a correction and read the answer.

No account, no cookie, no name. An office other than the one asked about answers; a reviewer lets question and answer
pass before anybody else reads them. The same question may later be asked of an agreed action (is it true here?).
"""
