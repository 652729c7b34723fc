"""Pictures of desk and overview."""
import os
import sys

from shown import each_view


def main(trin, docset, source, folder):
    os.makedirs(folder, exist_ok=True)
    each_view(trin, docset, source, lambda browser, name: browser.picture(os.path.join(folder, name + ".png"), 900))


main(*sys.argv[1:])
