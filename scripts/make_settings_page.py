"""Put the table of settings into docs/settings.md: python scripts/make_settings_page.py"""

from __future__ import annotations

from pathlib import Path

from policy_glossary.engine.settings.pages import BEGIN, END, reference

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"


def main() -> None:
    """Write the page anew; what stands around the table is kept."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    text = f"{before}{BEGIN}\n\n{reference()}\n{END}{rest.split(END)[1]}"
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
