"""The pages of this room: the interface meeting, the plan, agreed actions, what is overdue."""
