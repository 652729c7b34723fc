"""A newsletter: whoever types the code that was mailed to them gets it. It speaks as its cookie says."""
import html, http.server, json, os, random, smtplib, sys, urllib.parse
from email.message import EmailMessage

port = int(sys.argv[1])
# Where no server for mail is named, each mail is a file in the folder of the run.
mail_port, mail_folder = os.environ.get("TRIN_MAIL_PORT"), os.path.join(os.environ["TRIN_WORLD"], "mail")
# A page that keeps its language in the browser, as those do that are drawn by a script.
script = """<script>
const kept = localStorage.getItem("speaks");
if (kept && !document.cookie.includes("speaks=" + kept)) { document.cookie = "speaks=" + kept; location.reload(); }
</script>"""
words = {
    "en": {"title": "Newsletter", "address": "Email address", "send": "Send code", "code": "Code", "get": "Subscribe",
           "done": "You are a subscriber.", "wrong": "This is not the code.", "closed": "Nobody can subscribe now.",
           "subject": "Your code", "body": "Your code is {}."},
    "da": {"title": "Nyhedsbrev", "address": "Mailadresse", "send": "Send kode", "code": "Kode", "get": "Tilmeld",
           "done": "Du er tilmeldt.", "wrong": "Det er ikke koden.", "closed": "Ingen kan tilmelde sig nu.",
           "subject": "Din kode til nyhedsbrevet – på dansk", "body": "Koden til nyhedsbrevet på dansk er {}."},
}
state = {"open": True, "codes": {}, "subscribers": []}


class Page(http.server.BaseHTTPRequestHandler):
    def words(self):
        cookie = self.headers.get("Cookie", "")
        return words["da" if "speaks=da" in cookie else "en"], "da" if "speaks=da" in cookie else "en"

    def answer(self, body, status=200, kind="text/html; charset=utf-8"):
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def page(self, main):
        say, code = self.words()
        self.answer(f"<!doctype html><html lang={code}><title>{say['title']}</title>{script}<h1>{say['title']}</h1>{main}</html>")

    def do_GET(self):
        say, _ = self.words()
        if self.path.startswith("/test/subscribers/"):
            who = urllib.parse.unquote(self.path.rsplit("/", 1)[1])
            return self.answer(json.dumps({"subscribed": who in state["subscribers"]}), 200, "application/json")
        if self.path.startswith("/test/"):
            return self.answer("There is nothing here.", 404, "text/plain")
        if not state["open"]:
            return self.page(f"<p role=alert>{say['closed']}</p>")
        self.page(f"<form method=post action=/code><label>{say['address']} <input name=address></label>"
                  f"<button>{say['send']}</button></form>")

    def do_POST(self):
        say, _ = self.words()
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/test/world":
            world = json.loads(body)
            state.update(open=world["given"].get("closed") != "yes", codes={}, subscribers=[])
            return self.answer(json.dumps({"values": {"reader": "kim@example.org"}}), 200, "application/json")
        form = {key: value[0] for key, value in urllib.parse.parse_qs(body).items()}
        address = form.get("address", "")
        if self.path == "/code":
            code = state["codes"][address] = str(random.randrange(100000, 999999))
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Subject"] = "news@example.org", address, say["subject"]
            mail.set_content(say["body"].format(code))
            mail.add_alternative(f"<p>{html.escape(say['body'].format(code))}</p>", subtype="html")
            if mail_port:
                with smtplib.SMTP("127.0.0.1", int(mail_port)) as server:
                    server.send_message(mail)
            else:
                with open(os.path.join(mail_folder, "code.eml"), "wb") as file:
                    file.write(bytes(mail))
            return self.page(f"<form method=post action=/subscribe><input type=hidden name=address value='{html.escape(address)}'>"
                             f"<label>{say['code']} <input name=code></label><button>{say['get']}</button></form>")
        right = state["codes"].get(address) == form.get("code")
        if right:
            state["subscribers"].append(address)
        self.page(f"<p role={'status' if right else 'alert'}>{say['done'] if right else say['wrong']}</p>")

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", port), Page).serve_forever()
