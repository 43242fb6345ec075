"""The command line: thin doors, each imported when it is called."""
