"""The expression language of `calc`: lexer, parser, tree and evaluation, one module each."""
