"""`python -m policy_glossary` is the same as `glossary`."""

from policy_glossary.cli.app import main

if __name__ == "__main__":
    main()
