"""Letters out: reminders to people who have something to do, in their own language.

A letter waits in the outbox until a carrier takes it; e-mail is the first carrier. At most one letter a week goes
to a person about one matter, none at night, and none to who asked for none. A carrier that is away costs nobody
anything: the letter waits and is tried again (the rules of this room are ours).
"""
