"""Prints what Django's admin says in a language, from Django's own gettext files, by the texts in its source."""
import gettext
import json
import pathlib
import sys

import django

contrib = pathlib.Path(django.__file__).parent / "contrib"
language = sys.argv[1].split("-")[0]
texts = {}
for app, domain in [("auth", "django"), ("admin", "django"), ("admin", "djangojs")]:
    with open(contrib / app / "locale" / "da" / "LC_MESSAGES" / f"{domain}.po", encoding="utf-8") as file:
        ids = [line[7:-2] for line in file if line.startswith('msgid "') and len(line) > 9]
    catalog = gettext.translation(domain, contrib / app / "locale", [language])
    texts.update({text: catalog.gettext(text) for text in ids})
json.dump(texts, sys.stdout, ensure_ascii=False)
