"""The verbs of the command line; kept apart so that opening the app imports none of them."""

VERBS = ("new", "import", "check", "export", "packs")
