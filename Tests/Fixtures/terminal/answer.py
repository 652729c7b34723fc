"""Runs a command on a terminal of its own and types one line of standard input at each question that ends in ": ".

Prints what the terminal showed, and ends with the exit code of the command.
"""

import os
import pty
import sys

answers = [line.rstrip("\n") for line in sys.stdin]
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
shown = b""
while True:
    try:
        more = os.read(terminal, 4096)
    except OSError:  # how Linux says that the other end is closed
        break
    if not more:
        break
    shown += more
    if shown.endswith(b": ") and answers:
        os.write(terminal, answers.pop(0).encode() + b"\n")
sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
sys.stdout.flush()
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(code if code >= 0 else 128 - code)
