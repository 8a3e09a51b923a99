"""Prints what CloudFormation makes of the SAM template, so that cfn-lint sees the generated resources, too."""

import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class ManagedPolicies:
    """The template names no managed policy of AWS by its short name."""

    def load(self):
        return {}


def read(path):
    """The template as SAM gets it: with addresses in the place of what a deployment uploads."""
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    for resource in template["Resources"].values():
        for uri in ("CodeUri", "ContentUri", "DefinitionUri"):
            if uri in resource.get("Properties", {}):
                resource["Properties"][uri] = "s3://bucket/key"
    return template


def translated(template, **parameters):
    defaults = {name: p["Default"] for name, p in template["Parameters"].items()}
    return transform(template, defaults | parameters, ManagedPolicies())


if __name__ == "__main__":
    json.dump(translated(read(sys.argv[1])), sys.stdout, indent=2)
