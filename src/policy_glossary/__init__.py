"""policy-glossary: finds, in English translated from Chinese policy news, what is not said that way in English."""

__version__ = "0.1.0"
