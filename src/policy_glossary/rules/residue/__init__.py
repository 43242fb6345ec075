"""Rules on what a page leaves in its text: code, furniture, credits, stamps, teasers, characters left untranslated."""
