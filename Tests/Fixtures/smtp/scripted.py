"""An SMTP server on a free loopback port that follows a script, one word a connection, the last one for all that follow.

    ok            takes the message
    die:STATE     hangs up in that state: greeting, ehlo, mail, rcpt, data, body, dot, quit
    CODE:STATE    answers with that code in that state, such as 451:rcpt

States are named for what the client has just sent; "greeting" for nothing yet, "body" for a part of the data, "dot" for
the whole of it (the message is taken, the answer is lost), "quit" for after the message was taken and answered.

Prints its port, then one JSON object for each message whose final dot arrived. Ends with standard input.
"""
import json
import socket
import sys
import threading


def show(line):
    print(json.dumps(line), flush=True)


class Dead(Exception):
    pass


def talk(connection, word):
    verdict, _, place = word.partition(":")
    stream = connection.makefile("rb")

    def say(state, line):
        if place == state and verdict == "die":
            raise Dead
        if place == state and verdict.isdigit():
            line = verdict + " as the script says"
        connection.sendall(line.encode() + b"\r\n")
        return line[0] in "23"

    say("greeting", "220 scripted")
    while True:
        line = stream.readline().decode(errors="replace").strip()
        command = line[:4].upper()
        if command == "EHLO":
            say("ehlo", "250 scripted")
        elif command == "MAIL":
            say("mail", "250 OK")
        elif command == "RCPT":
            say("rcpt", "250 OK")
        elif command == "DATA":
            if not say("data", "354 Go on"):
                continue
            data = []
            while True:
                part = stream.readline()
                if not part:
                    raise Dead
                if word == "die:body" and len(data) > 3:
                    raise Dead
                if part == b".\r\n":
                    break
                data.append(part)
            identifier = next(l for l in data if l.lower().startswith(b"message-id:"))
            accepted = verdict != "die" and not (verdict.isdigit() and place == "dot")
            show({"messageID": identifier.decode().split(":", 1)[1].strip(), "answered": accepted or place == "quit"})
            say("dot", "250 Taken")
            if word == "die:quit":
                raise Dead
        elif command == "QUIT":
            connection.sendall(b"221 Bye\r\n")
            return
        elif not line:
            return
        else:
            connection.sendall(b"502 Not here\r\n")


def serve(listener, script):
    turn = 0
    while True:
        connection, _ = listener.accept()
        word = script[min(turn, len(script) - 1)]
        turn += 1
        try:
            talk(connection, word)
        except (Dead, OSError):
            pass
        finally:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            connection.close()


listener = socket.create_server(("127.0.0.1", 0))
show(listener.getsockname()[1])
threading.Thread(target=serve, args=(listener, sys.argv[1:] or ["ok"]), daemon=True).start()
sys.stdin.read()
