"""Holds the roles of the template against the calls that are made in their names, by moto's evaluation of policies.

The calls are in calls.txt. Those of the functions and of the training job are recorded while their packaged folders run in
the tests (CallRecorder), those of the state machine read from its definition. What a service does in a role's name, and
nothing here can record, stands there with its reason. moto knows no conditions: they are decided here.

    permissions.py --record     after mvn verify: writes the recorded calls into calls.txt
"""

import ast
import fnmatch
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent
CALLS = HERE / "calls.txt"
DEFINITION = ROOT / "infra/statemachines/training.asl.json"
ACTIONS = {
    "S3 ListObjectsV2": "s3:ListBucket",
    "Lambda Invoke": "lambda:InvokeFunction",
    "Sqs SendMessageBatch": "sqs:SendMessage",
    "Sqs DeleteMessageBatch": "sqs:DeleteMessage",
}
PREFIXES = {"CloudWatch": "cloudwatch", "DynamoDb": "dynamodb", "Secrets Manager": "secretsmanager", "Sfn": "states"}
VERSION = "20260101T000000Z-0123abcd"
# What the tests call them; the training job's are moto's, which takes small letters alone.
NAMES = {"model-bucket": "ModelBucket", "training-bucket": "TrainingBucket", "local-training": "TrainingMachine"}


def recorded():
    """Lines of calls.txt, from the last run of the tests; none where they have not run."""
    calls = set()
    for file in ROOT.glob("infra/*/target/recorded-calls/*.calls"):
        name = file.name.rpartition("-")[0]
        for line in file.read_text(encoding="utf-8").splitlines():
            service, operation, resource, condition = line.split("\t")
            action = ACTIONS.get(f"{service} {operation}")
            action = action or f"{PREFIXES.get(service, service.lower())}:{operation}"
            calls.add(" ".join(filter(None, (name, action, plain(resource) or "*", plain(condition)))))
    return calls and calls | machine()


def plain(resource):
    """Names of models, exports and people stand for all of them."""
    for name, logical in NAMES.items():
        resource = re.sub(f"^{name}(?=$|/|:)", logical, resource)
    resource = re.sub(r"(models|checkpoints)/[^/]+/", r"\1/{version}/", resource)
    resource = re.sub(r"checkpoints/[^/{]+$", "checkpoints/{version}", resource)
    resource = re.sub(r"\d{8}T\d{6}Z-[0-9a-f]{8}", "{version}", resource)
    resource = re.sub(r"(exports/)[^/]+/(interactions|catalogue)/AWSDynamoDB/[^/]+/(data/)?.*", r"\1{export}/\2/*", resource)
    resource = re.sub(r"(damaged|part)-[0-9A-Za-z]+", r"\1-{number}", resource)
    resource = re.sub(r"exports/[^/{]+/", "exports/{export}/", resource)
    resource = re.sub(r"(erased|ImportBucket/\w+)/.+", r"\1/{file}", resource)
    resource = re.sub(r"models/{version}/(?!(manifest|decision)\.json$|forecast\.bin$).+", "models/{version}/{file}", resource)
    return re.sub(r":\d+$", ":{number}", resource)


def machine():
    """What the state machine's role is asked for, read from its tasks."""
    calls = set()

    def visit(node):
        if isinstance(node, list):
            for it in node:
                visit(it)
        elif isinstance(node, dict):
            if node.get("Type") == "Task":
                task(node["Resource"].removeprefix("arn:${Partition}:states:::"), node["Arguments"])
            for it in node.values():
                visit(it)

    def logical(value):
        return re.sub(r"^\$\{(\w+?)(Arn)?}$", r"\1", value)

    def task(resource, arguments):
        if resource == "lambda:invoke":
            calls.add(f"TrainingMachine lambda:InvokeFunction {logical(arguments['FunctionName'])}")
        elif resource == "batch:submitJob.sync":
            calls.add(f"TrainingMachine batch:SubmitJob {logical(arguments['JobQueue'])}")
            calls.add(f"TrainingMachine batch:SubmitJob {logical(arguments['JobDefinition'])}:1")
            for key, value in arguments["Tags"].items():
                calls.add(f"TrainingMachine batch:TagResource batch:job/1 aws:RequestTag/{key}={logical(value)}")
        elif resource == "aws-sdk:batch:listJobs":
            calls.add("TrainingMachine batch:ListJobs *")
        elif resource == "aws-sdk:dynamodb:exportTableToPointInTime":
            calls.add(f"TrainingMachine dynamodb:ExportTableToPointInTime {logical(arguments['TableArn'])}")
        elif resource == "aws-sdk:dynamodb:describeExport":
            for table in ("InteractionsTable", "CatalogueTable"):
                calls.add(f"TrainingMachine dynamodb:DescribeExport {table}/export/1")
        else:
            sys.exit(f"permissions.py knows no task {resource}: say what it calls")

    visit(json.loads(DEFINITION.read_text(encoding="utf-8")))
    return calls


class Lines:
    """What is in calls.txt: calls, what must be refused (!), and permissions of services (-), with reasons."""

    def __init__(self):
        self.all = [it for it in CALLS.read_text(encoding="utf-8").splitlines() if it and not it.startswith("#")]
        self.calls = [re.sub(" +", " ", it) for it in self.all if it[0] not in "!-"]
        self.refused = [it[2:] for it in self.all if it[0] == "!"]
        self.reasons = dict(self.reason(it) for it in self.all if it[0] == "-")

    @staticmethod
    def reason(line):
        permission, _, reason = line[2:].partition(": ")
        if not reason:
            sys.exit(f"calls.txt: no reason in '{line}'")
        return permission, reason


class Roles:
    """The policies of the stack that moto holds, and the names that it gave to resources."""

    def __init__(self, template, stacks, stack, iam):
        batch = "arn:aws:batch:eu-central-1:123456789012:"
        # Neither has a name in moto.
        self.arns = {"batch:job": batch + "job", "TrainingJob": batch + f"job-definition/{stack}-training", "*": "*"}
        self.statements = {}
        for it in stacks.describe_stack_resources(StackName=stack)["StackResources"]:
            if "LogicalResourceId" in it and "PhysicalResourceId" in it:
                self.arns[it["LogicalResourceId"]] = arn(it["ResourceType"], it["PhysicalResourceId"])
        for name, it in template["Resources"].items():
            if it["Type"] == "AWS::IAM::Role" and name in self.arns:
                role = self.arns[name].rpartition("/")[2]
                self.statements[name] = [
                    statement
                    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]
                    for statement in document(iam.get_role_policy(RoleName=role, PolicyName=policy))["Statement"]
                    # What a condition left out of the list.
                    if statement
                ]

    def resource(self, plain):
        name, rest = re.fullmatch(r"(batch:job|\*|\w+)(.*)", plain).groups()
        return self.arns.get(name, f"arn:aws:rehearsal:::{name}") + rest.replace("{version}", VERSION).replace("{number}", "7")

    def plain(self, arn):
        for name, it in sorted(self.arns.items(), key=lambda pair: -len(pair[1])):
            if arn == it or arn.startswith((it + "/", it + ":", it + "*")):
                return re.sub(r"/stream/\d.*", "/stream/1", name + arn[len(it) :])
        return arn.replace("arn:aws:rehearsal:::", "").replace("arn:aws:events:eu-central-1:123456789012:", "")


def document(policy):
    """moto hands on what CloudFormation made as Python writes it."""
    it = policy["PolicyDocument"]
    return ast.literal_eval(it) if isinstance(it, str) else it


def as_list(value):
    return value if isinstance(value, list) else [value]


def arn(kind, name):
    place = "eu-central-1:123456789012"
    return {
        "AWS::DynamoDB::Table": f"arn:aws:dynamodb:{place}:table/{name}",
        "AWS::S3::Bucket": f"arn:aws:s3:::{name}",
        "AWS::SQS::Queue": f"arn:aws:sqs:{place}:{name.rpartition('/')[2]}",
        "AWS::Lambda::Function": f"arn:aws:lambda:{place}:function:{name}",
        "AWS::IAM::Role": f"arn:aws:iam::123456789012:role/{name}",
    }.get(kind, name)


def holds(condition, context):
    """Whether a statement counts, by the operators that the template has."""
    for operator, keys in (condition or {}).items():
        for key, wanted in keys.items():
            value = context.get(key)
            matches = {
                "Null": lambda: (value is None) == (str(wanted).lower() == "true"),
                "StringEquals": lambda: value in as_list(wanted),
                "StringLike": lambda: value is not None and any(fnmatch.fnmatchcase(value, it) for it in as_list(wanted)),
            }
            if operator not in matches:
                sys.exit(f"permissions.py knows no condition {operator}")
            if not matches[operator]():
                return False
    return True


def check(roles):
    from moto.iam.access_control import IAMPolicy, PermissionResult

    lines = Lines()
    found = recorded()
    faults = []
    if found:
        faults += [f"not in calls.txt: {it}" for it in sorted(found - set(lines.calls))]
        faults += [f"in calls.txt, and made by no test: {it}" for it in sorted(set(lines.calls) - found)]

    def parsed(line):
        name, action, resource, *condition = line.split(" ")
        context = dict([condition[0].split("=", 1)]) if condition else {}
        context = {key: "rehearsal" if value == "StackName" else value for key, value in context.items()}
        return name + "Role", action, roles.resource(resource), context

    def is_allowed(statements, action, resource, context):
        counting = [
            {key: value for key, value in it.items() if key != "Condition"}
            for it in statements
            if holds(it.get("Condition"), context)
        ]
        # moto takes a question mark for that of a regular expression.
        document = json.dumps({"Statement": counting}).replace("?", ".")
        policy = IAMPolicy({"policy_document": document})
        return policy.is_action_permitted(action, resource) == PermissionResult.PERMITTED

    calls = {line: parsed(line) for line in lines.calls}
    for line, (role, *call) in calls.items():
        if not is_allowed(roles.statements[role], *call):
            faults.append(f"refused: {line}")
    for line in lines.refused:
        role, *call = parsed(line.partition(": ")[0])
        if is_allowed(roles.statements[role], *call):
            faults.append(f"allowed, and must not be: {line}")

    needed, unneeded = 0, set()
    for role, statements in roles.statements.items():
        own = [call for it, *call in calls.values() if it == role]
        for at, statement in enumerate(statements):
            if statement["Effect"] != "Allow":
                continue
            for action in as_list(statement["Action"]):
                for resource in as_list(statement["Resource"]):
                    permission = f"{role.removesuffix('Role')} {action} {roles.plain(resource)}"
                    alone = {**statement, "Action": action, "Resource": resource}
                    if not any(is_allowed([alone], *call) for call in own):
                        unneeded.add(permission)
                        continue
                    if all(is_allowed(without(statements, at, action, resource), *call) for call in own):
                        faults.append(f"allowed twice: {permission}")
                    needed += 1
    faults += [f"needed by no call, and no reason in calls.txt: {it}" for it in sorted(unneeded - set(lines.reasons))]
    faults += [f"a reason for what is no permission, or is needed by a call: {it}" for it in sorted(set(lines.reasons) - unneeded)]
    if faults:
        sys.exit("permissions:\n  " + "\n  ".join(faults))
    compared = "as recorded" if found else "not compared with the code: mvn verify has not run"
    print(
        f"{len(calls)} calls are allowed ({compared}), {len(lines.refused)} refused; "
        f"without any of {needed} permissions one is refused; {len(unneeded)} others have a reason"
    )


def without(statements, at, action, resource):
    """The statements less one permission."""
    one = statements[at]
    left = [
        {**one, "Action": other, "Resource": place}
        for other in as_list(one["Action"])
        for place in as_list(one["Resource"])
        if (other, place) != (action, resource)
    ]
    return statements[:at] + left + statements[at + 1 :]


def record():
    calls = recorded() or sys.exit("nothing is recorded: do mvn verify first")
    kept = [it for it in CALLS.read_text(encoding="utf-8").splitlines() if it[:1] in ("#", "!", "-", "")]
    first = next((at for at, it in enumerate(kept) if not it.startswith("#")), len(kept))
    rows = [it.split(" ", 2) for it in sorted(calls)]
    table = [f"{name:16}{action:36}{resource}" for name, action, resource in rows]
    CALLS.write_text("\n".join(kept[:first] + table + kept[first:]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--record"]:
        sys.exit(__doc__)
    record()
