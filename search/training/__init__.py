"""How the bundled encoder is trained; needs the extra `models`, never imported at run time."""
