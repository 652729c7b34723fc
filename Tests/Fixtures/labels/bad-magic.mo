not a catalogue of gettext
