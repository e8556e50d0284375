"""The command line, a file per noun. Heavy parts are imported inside the commands, so that --help is quick."""
