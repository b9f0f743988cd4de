"""`python -m factbase` is the command line."""

from factbase.cli import main

main()
