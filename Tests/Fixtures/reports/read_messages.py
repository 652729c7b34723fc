"""Reads Cucumber Messages with Cucumber's own types, strictly, and prints how many runs ended how.

The package's reader passes over what it does not know; here an unknown member, a missing one, a value of another type or
an id that leads nowhere ends with an error. Usage: read_messages.py FILE
"""
import collections
import dataclasses
import enum
import json
import sys
import typing

import cucumber_messages._messages as messages
from cucumber_messages.json_converter import snake_to_camel


def check(value, kind, path):
    origin = typing.get_origin(kind)
    if origin is typing.Union:
        kind = next(a for a in typing.get_args(kind) if a is not type(None))
        return check(value, kind, path)
    if origin is list:
        assert isinstance(value, list), f"{path}: no array"
        for index, element in enumerate(value):
            check(element, typing.get_args(kind)[0], f"{path}[{index}]")
    elif dataclasses.is_dataclass(kind):
        assert isinstance(value, dict), f"{path}: no object"
        hints = typing.get_type_hints(kind, vars(messages))
        fields = {snake_to_camel(field.name): field for field in dataclasses.fields(kind)}
        for name in value:
            assert name in fields, f"{path}: unknown member {name}"
        for name, field in fields.items():
            assert name in value or field.default is None, f"{path}: {name} is missing"
            if name in value:
                check(value[name], hints[field.name], f"{path}.{name}")
    elif issubclass(kind, enum.Enum):
        kind(value)
    else:
        assert type(value) is kind, f"{path}: {value!r} is no {kind.__name__}"
        if path.endswith(".nanos"):
            assert 0 <= value < 1_000_000_000, f"{path}: out of range"


def read(lines):
    envelopes = [json.loads(line) for line in lines]
    for number, envelope in enumerate(envelopes, 1):
        assert len(envelope) == 1, f"line {number}: not one message"
        check(envelope, messages.Envelope, f"line {number}")
    of = collections.defaultdict(list)
    for envelope in envelopes:
        for name, message in envelope.items():
            of[name].append(message)

    ids = [m["id"] for name in ("pickle", "stepDefinition", "hook", "testCase", "testCaseStarted") for m in of[name]]
    nodes, steps = set(), {}
    for document in of["gherkinDocument"]:
        for child in document["feature"]["children"]:
            scenario = child["scenario"]
            own = [scenario["id"]] + [step["id"] for step in scenario["steps"]]
            for examples in scenario["examples"]:
                own += [examples["id"], examples["tableHeader"]["id"]] + [row["id"] for row in examples["tableBody"]]
            nodes.update(own)
            ids += own
    for pickle in of["pickle"]:
        assert nodes.issuperset(pickle["astNodeIds"]), "a pickle of an unknown node"
        for step in pickle["steps"]:
            assert nodes.issuperset(step["astNodeIds"]), "a step of an unknown node"
            steps[step["id"]] = pickle["id"]
    ids += steps
    known = {name: {m["id"] for m in of[name]} for name in ("pickle", "stepDefinition", "hook", "testCase")}
    cases = {}
    for case in of["testCase"]:
        assert case["pickleId"] in known["pickle"], "a test case of an unknown pickle"
        for step in case["testSteps"]:
            assert steps.get(step.get("pickleStepId"), case["pickleId"]) == case["pickleId"]
            assert step.get("hookId", next(iter(known["hook"]))) in known["hook"]
            assert known["stepDefinition"].issuperset(step.get("stepDefinitionIds", []))
            ids.append(step["id"])
        cases[case["id"]] = [step["id"] for step in case["testSteps"]]
    assert len(ids) == len(set(ids)), "an id is given twice"

    results = collections.defaultdict(list)
    for message in of["testStepFinished"]:
        results[message["testCaseStartedId"]].append((message["testStepId"], message["testStepResult"]["status"]))
    counts = collections.Counter()
    for started in of["testCaseStarted"]:
        own = results[started["id"]]
        assert [step for step, _ in own] == cases[started["testCaseId"]], "steps are not those of the test case"
        counts["passed" if {status for _, status in own} <= {"PASSED", "SKIPPED"} else "failed"] += 1
    finished = {m["testCaseStartedId"] for m in of["testCaseFinished"]}
    assert finished == {m["id"] for m in of["testCaseStarted"]}, "a test case has not finished"
    (end,) = of["testRunFinished"]
    assert end["success"] == (counts["failed"] == 0 and not of["parseError"]), "success is not what the runs say"
    return counts["passed"], counts["failed"], len(of["parseError"])


with open(sys.argv[1], encoding="utf-8") as file:
    print(*read(file))
