"""The update check for people: what an old paper states that no longer holds, shown, and given as files."""
