"""The glossary in other people's formats, in and out. PO is the master; docs/exchange.md says what is kept where."""
