"""`python -m policy_glossary` is the same as `glossary`."""

from policy_glossary.cli.main import main

if __name__ == "__main__":
    main()
