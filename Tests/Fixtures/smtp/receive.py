"""Takes mail on a free loopback port and prints what a mail program would show of it, one JSON object a line.

The first line printed is the port. Ends with standard input.

    receive.py [CERTIFICATE KEY [USER PASSWORD]]

With a certificate it insists on STARTTLS, with a user on logging in.
"""
import asyncio
import email
import email.policy
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


def show(line):
    print(json.dumps(line), flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("later@"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        show({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": message["Subject"],
            "sender": str(message["From"].addresses[0].display_name),
            "messageID": message["Message-ID"],
            "date": message["Date"].datetime.isoformat(),
            "language": message["Content-Language"],
            "parts": {part.get_content_type(): part.get_content() for part in message.iter_parts()},
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
            "longestLine": max(len(line) for line in envelope.content.split(b"\r\n")),
            "isASCII": envelope.content.isascii(),
        })
        return "250 OK"


def options(arguments):
    if not arguments:
        return {}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(arguments[0], arguments[1])
    options = {"tls_context": context, "require_starttls": True}
    if len(arguments) == 4:
        expected = (arguments[2].encode(), arguments[3].encode())

        def authenticate(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == expected, handled=False)

        options |= {"authenticator": authenticate, "auth_required": True}
    return options


async def main():
    warnings.simplefilter("ignore")
    # A handshake that the client breaks off is what some tests are about.
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    loop = asyncio.get_running_loop()
    extra = options(sys.argv[1:])
    server = await loop.create_server(lambda: SMTP(Handler(), enable_SMTPUTF8=False, **extra), "127.0.0.1", 0)
    show(server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
