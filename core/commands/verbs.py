"""The words that begin a command line; kept apart so that opening the app imports no verb."""

VERBS = ("new", "import", "check", "export", "packs")

VERSION = "--version"
HELP = ("help", "-h", "--help")
ASKED = (*HELP, VERSION)
"""What is answered on the terminal too."""

INTERRUPTED = 130
"""The exit status of what Ctrl+C ended."""
