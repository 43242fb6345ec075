"""The order of work: settings, files, glossaries, facts, rules, policy, report."""
