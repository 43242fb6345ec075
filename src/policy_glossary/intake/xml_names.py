"""The name space that every XML file has, and its two attributes that translation and Word files use."""

XML = "http://www.w3.org/XML/1998/namespace"
XML_SPACE = f"{{{XML}}}space"
XML_LANGUAGE = f"{{{XML}}}lang"
