"""Rules on names of people, places and organisations."""
