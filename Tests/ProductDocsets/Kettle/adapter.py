"""A kettle with two switches, driven by JSON lines. Its argument is how it misbehaves, and when: `hang:perform`."""
import json
import sys
import time

fault, _, when = (sys.argv[1] if len(sys.argv) > 1 else "").partition(":")
labels = {
    "kettle": ("page", "Kettle", "Kedel"),
    "lid": ("check box", "Lid", "Låg"),
    "boil": ("button", "Boil", "Kog"),
    "clean": ("button", "Descale", "Afkalk"),
    "minutes": ("number field", "Minutes", "Minutter"),
}
world = {}


def shown():
    controls = ["lid", "boil", "minutes"] + (["clean"] if world["role"] == "owner" else [])
    return {"places": ["kettle"], "controls": controls, "hidden": [] if "clean" in controls else ["clean"]}


def perform(question):
    control, operation = question["control"], question["operation"]
    if control not in shown()["controls"]:
        return {"done": False, "refused": {"code": "notShown", "message": "There is no such switch.", "role": False}}
    if control == "lid":
        world["open"] = operation == "on"
    elif control == "minutes":
        world["minutes"] = question["value"]
    elif control == "boil" and world["open"]:
        return {"done": False, "refused": {"code": "lidOpen", "message": "The lid is open.", "role": False}}
    else:
        world["done"].append(control)
    return {"done": True}


def answer(question):
    match question["do"]:
        case "describe":
            return {
                "roles": {
                    "owner": {"names": {"en-US": ["owner"], "da-DK": ["ejer"]}},
                    "guest": {"names": {"en-US": ["guest"], "da-DK": ["gæst"]}},
                },
                "controls": {
                    name: {"kind": kind, "labels": {"en-US": [english], "da-DK": [danish]}}
                    for name, (kind, english, danish) in labels.items()
                },
                "given": ["water"], "values": ["degrees"], "expect": ["boils", "minutes"],
            }
        case "world":
            if question["given"].get("water") == "none":
                return {"impossible": "a kettle without water is not switched on"}
            world.update(role=question["role"], open=True, minutes="", done=[])
            return {"values": {"degrees": "100"}}
        case "screen":
            return shown()
        case "perform":
            return perform(question)
        case "verify":
            wanted = question["expectation"]
            found = {"boils": "yes" if "boil" in world["done"] else "no", "minutes": world["minutes"]}
            wrong = [name for name in wanted if wanted[name] != found[name]]
            return {"holds": not wrong} | ({"found": f"{wrong[0]}: {found[wrong[0]]}"} if wrong else {})
        case "close":
            return {}


for line in sys.stdin:
    question = json.loads(line)
    said = {"id": question["id"], **answer(question)}
    if when == question["do"]:
        match fault:
            case "hang":
                time.sleep(3600)
            case "late":
                time.sleep(1.5)
            case "die":
                sys.exit("the kettle has no power")
            case "garbage":
                print("Traceback: 🫖 is no JSON", flush=True)
                continue
            case "old":
                said["id"] -= 1
            case "odd":
                said["controls"] = ["teapot"]
            case "unknown":
                said["colour"] = "red"
            case "neither":
                said["done"] = False
            case "error":
                said = {"id": question["id"], "error": "out of order"}
            case "long":
                said["error"] = "x" * 2_000_000
            case "deaf":
                sys.stdin.close()
                time.sleep(3600)
    print(json.dumps(said), flush=True)
