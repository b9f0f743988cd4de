"""One function per use case, joining the rooms; each returns a frozen view model and prints nothing."""
