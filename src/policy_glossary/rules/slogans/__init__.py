"""Rules on slogans, and on headings that sound like slogans."""
