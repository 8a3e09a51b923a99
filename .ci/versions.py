"""Shows that a changed parameter publishes a version of each function that reads it, and of no other.

The template is translated with one value of the parameter and with another. What a version would read is its function's
configuration: parameters and conditions resolved, and of other resources what would replace them. That differs exactly
where the version's own id or properties do, or an update would never reach the alias, or publish what nobody changed.
Then each parameter is taken out of each description, to see that it is missed.

    versions.py template.yaml
"""

import copy
import json
import re
import sys

import translate
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

# Three values of each parameter. The first is the default.
VALUES = {
    "ModelVersion": ["", "v1", "v2"],
    "TrainingImage": ["", "registry/one:1", "registry/one:2"],
    "CapacityType": ["SPOT", "EC2", "SPOT"],
    "InstanceTypes": ["g4dn.xlarge,g5.xlarge,g6.xlarge", "g5.xlarge", "g6.xlarge"],
    "TrainingSchedule": ["rate(7 days)", "rate(1 day)", "rate(2 days)"],
    "TrainingScheduleState": ["ENABLED", "DISABLED", "ENABLED"],
    "EnoughNewEvents": [1000, 1, 2],
    "FewestTestEvents": [200, 1, 2],
    "RetentionDays": [730, 0, 1],
    "LogRetentionDays": [30, 1, 3],
    "KmsKeyArn": ["", "arn:aws:kms:eu-central-1:111122223333:key/1", "arn:aws:kms:eu-central-1:111122223333:key/2"],
    "AlarmEmail": ["", "one@example.com", "two@example.com"],
    "MaxFallbackPercent": [90, 1, 2],
    "MaxModelAge": [3024000, 3600, 3601],
    "ConsoleDomain": ["", "one", "two"],
}


class Stack:
    """What CloudFormation would make of the template with these parameters."""

    def __init__(self, template, parameters):
        document = translate.translated(copy.deepcopy(template), **parameters)
        self.resources, self.conditions, self.parameters = document["Resources"], document["Conditions"], parameters

    def versions(self):
        """By function: what its version would read, and what would publish another one."""
        found = {}
        for name, it in self.resources.items():
            if it["Type"] == "AWS::Lambda::Version" and self.exists(it):
                function = it["Properties"]["FunctionName"]["Ref"]
                read = self.resolved(self.resources[function]["Properties"])
                found[function] = text(read), text([name, self.resolved(it["Properties"])])
        return found

    def exists(self, resource):
        return self.holds(resource["Condition"]) if "Condition" in resource else True

    def holds(self, condition):
        if isinstance(condition, str):
            return self.holds(self.conditions[condition])
        (operator, operands), = condition.items()
        if operator == "Fn::Not":
            return not self.holds(operands[0])
        if operator == "Fn::Equals":
            one, other = self.resolved(operands)
            return str(one) == str(other)
        sys.exit(f"versions.py knows no condition {operator}")

    def resolved(self, node):
        if isinstance(node, list):
            return [self.resolved(it) for it in node]
        if not isinstance(node, dict):
            return node
        if "Ref" in node:
            return self.named(node["Ref"])
        if "Fn::GetAtt" in node:
            return [self.named(node["Fn::GetAtt"][0]), node["Fn::GetAtt"][1:]]
        if "Fn::Sub" in node:
            parts = re.split(r"\$\{([^}]+)}", node["Fn::Sub"])
            return [self.named(it.split(".")[0]) if at % 2 else it for at, it in enumerate(parts)]
        if "Fn::If" in node:
            condition, one, other = node["Fn::If"]
            return self.resolved(one if self.holds(condition) else other)
        if any(key.startswith("Fn::") for key in node):
            sys.exit(f"versions.py knows no {list(node)}")
        return {key: self.resolved(it) for key, it in node.items()}

    def named(self, name):
        """A parameter's value, or a resource with what would replace it."""
        if name in self.parameters:
            return self.parameters[name]
        if name not in self.resources:
            return name
        it = self.resources[name]
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("eu-central-1", it["Type"]).schema
        replacing = {path.split("/")[2] for path in schema.get("createOnlyProperties", [])}
        properties = {key: value for key, value in it.get("Properties", {}).items() if key in replacing}
        return [name, self.exists(it), self.resolved(properties)]


def text(value):
    return json.dumps(value, sort_keys=True)


def faults(template, names):
    """Which function reads which parameter, and a line for each whose version does not tell so, or tells what it does not read."""
    read, found = set(), {}
    for around in (0, 1):
        common = {name: values[around] for name, values in VALUES.items()}
        for name in names:
            stacks = [Stack(template, common | {name: value}).versions() for value in VALUES[name]]
            for before, after in zip(stacks, stacks[1:]):
                for function in before.keys() & after.keys():
                    reads = before[function][0] != after[function][0]
                    publishes = before[function][1] != after[function][1]
                    if reads:
                        read.add((function, name))
                    if reads != publishes:
                        what = "publishes no version" if reads else "publishes a version that reads the same"
                        found[function, name] = f"{function}: another {name} {what}"
    return read, found


def main(path):
    template = translate.read(path)
    if VALUES.keys() != template["Parameters"].keys():
        sys.exit(f"versions.py: values for {sorted(VALUES.keys() ^ template['Parameters'].keys())}")
    read, found = faults(template, VALUES)
    if found:
        sys.exit("versions:\n  " + "\n  ".join(found.values()))
    for function, name in sorted(read):
        broken = copy.deepcopy(template)
        description = broken["Resources"][function]["Properties"]["VersionDescription"]
        description["Fn::Sub"] = description["Fn::Sub"].replace("${" + name + "}", "")
        if (function, name) not in faults(broken, [name])[1]:
            sys.exit(f"versions.py does not miss {name} in the description of {function}")
    functions = len({function for function, _ in read})
    print(
        f"{functions} functions read parameters in {len(read)} places: each change publishes a version of who reads it and of "
        "nobody else, and is missed without its name in the description"
    )


main(sys.argv[1])
