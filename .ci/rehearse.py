"""Rehearses a deployment: what CloudFormation makes of the template is created, updated and deleted in moto, an independent
implementation of CloudFormation and of the services behind it. Left out by name is what moto lacks."""

import io
import json
import logging
import os
import re
import sys
import zipfile

os.environ.update(
    AWS_ACCESS_KEY_ID="rehearsal", AWS_SECRET_ACCESS_KEY="rehearsal", AWS_DEFAULT_REGION="eu-central-1"
)

import boto3
import permissions
from moto import mock_aws
from moto.cloudformation import parsing

# What moto 5.2 knows nothing of. One that it has learnt by now is told, and is to be taken off.
LACKING = {
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Stage",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::CloudWatch::Alarm",
    "AWS::Cognito::IdentityPool",
    "AWS::Cognito::IdentityPoolRoleAttachment",
    "AWS::Cognito::UserPool",
    "AWS::Cognito::UserPoolClient",
    "AWS::Cognito::UserPoolDomain",
    "AWS::Cognito::UserPoolGroup",
    "AWS::Lambda::Alias",
    "AWS::S3::BucketPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::Scheduler::Schedule",
    "AWS::Scheduler::ScheduleGroup",
    "AWS::SecretsManager::Secret",
}
# What it knows, but not as it is used here: it asks for a role that AWS brings, and the queue needs the environment.
UNABLE = {"AWS::Batch::ComputeEnvironment", "AWS::Batch::JobQueue"}
STAYS = {"AWS::DynamoDB::Table", "AWS::S3::Bucket"}
STACK = "rehearsal"


def known(template):
    """The template without what moto lacks, in whose place a made-up name stands."""
    resources = template["Resources"]
    left_out = {name for name, it in resources.items() if it["Type"] in LACKING | UNABLE}

    def edited(node):
        if isinstance(node, list):
            return [edited(it) for it in node]
        if not isinstance(node, dict):
            return node
        if node.get("Ref") in left_out:
            it = resources[node["Ref"]]
            if it["Type"] == "AWS::Lambda::Alias":
                # The function itself in the place of its alias.
                return it["Properties"]["FunctionName"]
            return "arn:aws:rehearsal:::" + node["Ref"]
        if resources.get(node.get("Ref"), {}).get("Type") == "AWS::Events::EventBus":
            # moto hands on the bus itself.
            return resources[node["Ref"]]["Properties"]["Name"]
        if resources.get(node.get("Ref"), {}).get("Type") == "AWS::Batch::JobDefinition":
            # moto tells no name of it.
            return "arn:aws:rehearsal:::" + node["Ref"]
        if "Fn::GetAtt" in node and node["Fn::GetAtt"][0] in left_out:
            return "arn:aws:rehearsal:::" + node["Fn::GetAtt"][0]
        if isinstance(node.get("Fn::Sub"), str):
            return {"Fn::Sub": re.sub(r"\$\{(\w+)(\.\w+)*}", lambda m: m[1] if m[1] in left_out else m[0], node["Fn::Sub"])}
        return {key: edited(it) for key, it in node.items() if key != "DependsOn"}

    kept = {name: edited(it) for name, it in resources.items() if name not in left_out}
    for it in kept.values():
        # moto knows the first of the two words alone.
        if it.get("DeletionPolicy") == "RetainExceptOnCreate":
            it["DeletionPolicy"] = "Retain"
        # It does not take a network down from its leaves.
        if it["Type"].startswith("AWS::EC2::"):
            it["DeletionPolicy"] = "Retain"
    outputs = {name: edited(it) for name, it in template["Outputs"].items()}
    return {**template, "Resources": kept, "Outputs": outputs}, left_out


def parameters(**values):
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]


def main(path):
    with open(path, encoding="utf-8") as file:
        template, left_out = known(json.load(file))
    body = json.dumps(template)
    logging.disable(logging.WARNING)
    with mock_aws():
        code = io.BytesIO()
        with zipfile.ZipFile(code, "w") as archive:
            archive.writestr("empty", "")
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        s3.put_object(Bucket="bucket", Key="key", Body=code.getvalue())
        learnt = sorted(kind for kind in LACKING if parsing.resource_class_from_type(kind))

        stacks = boto3.client("cloudformation")
        stacks.create_stack(StackName=STACK, TemplateBody=body, Capabilities=["CAPABILITY_IAM"])
        first = living(stacks)
        expect(without_training(template), first, "created without an image")

        image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/tidemark-training:1"
        stacks.update_stack(
            StackName=STACK, TemplateBody=body, Capabilities=["CAPABILITY_IAM"], Parameters=parameters(TrainingImage=image)
        )
        second = living(stacks)
        expect(set(template["Resources"]) - console(template), second, "updated with an image")
        permissions.check(permissions.Roles(template, stacks, STACK, boto3.client("iam")))

        stacks.delete_stack(StackName=STACK)
        tables = boto3.client("dynamodb").list_tables()["TableNames"]
        buckets = [it["Name"] for it in s3.list_buckets()["Buckets"] if it["Name"] != "bucket"]
        functions = boto3.client("lambda").list_functions()["Functions"]
        queues = boto3.client("sqs").list_queues().get("QueueUrls", [])
        want = {kind: sum(second[name] == kind for name in second) for kind in STAYS}
        have = {"AWS::DynamoDB::Table": len(tables), "AWS::S3::Bucket": len(buckets)}
        if want != have or functions or queues:
            sys.exit(f"deleted: {have} stayed instead of {want}, beside {len(functions)} functions and {len(queues)} queues")
        print(f"created {len(first)} resources, {len(second)} with an image; after the deletion {have} stay")
    print(f"left out, since moto lacks them: {', '.join(sorted(LACKING | UNABLE))}")
    if learnt:
        print(f"moto knows by now, take them off the list: {', '.join(learnt)}")


def living(stacks):
    """Types by logical id."""
    # moto lists it without a name.
    jobs = boto3.client("batch").describe_job_definitions()["jobDefinitions"]
    return {"TrainingJob": "AWS::Batch::JobDefinition" for it in jobs} | {
        it["LogicalResourceId"]: it["ResourceType"]
        for it in stacks.describe_stack_resources(StackName=STACK)["StackResources"]
        # Nor has what a condition leaves out.
        if "LogicalResourceId" in it
    }


def without_training(template):
    return {name for name, it in template["Resources"].items() if "Condition" not in it}


def console(template):
    return {name for name, it in template["Resources"].items() if it.get("Condition") == "HasConsole"}


def expect(names, living, when):
    if set(names) != set(living):
        sys.exit(f"{when}: missing {sorted(set(names) - set(living))}, too much {sorted(set(living) - set(names))}")


main(sys.argv[1])
