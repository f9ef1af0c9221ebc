"""Collections and training packs: what trainers gather from the law, each piece with its citation and its day."""
