"""Runs the state machine of training in moto's interpreter of Amazon's States Language, which is LocalStack's, with
stand-ins for the services that it calls. Waits take no time. The interpreter comes without JSONata, so expressions are
evaluated by the library for Java that the local run uses, too.

    machine.py FOLDER     the folder of that library's jars
"""

import json
import logging
import os
import pathlib
import subprocess
import sys
import threading
import time
import types

os.environ.update(
    AWS_ACCESS_KEY_ID="rehearsal", AWS_SECRET_ACCESS_KEY="rehearsal", AWS_DEFAULT_REGION="eu-central-1"
)

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.stepfunctions.parser import models
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_parallel import branches_decl
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import WaitFunction
from moto.stepfunctions.parser.asl.jsonata import jsonata

HERE = pathlib.Path(__file__).parent
DEFINITION = HERE.parent / "infra/statemachines/training.asl.json"
NAMES = {
    "Partition": "aws",
    "PlanTrainingArn": "arn:aws:lambda:eu-central-1:123456789012:function:PlanTraining",
    "PromoteModelArn": "arn:aws:lambda:eu-central-1:123456789012:function:PromoteModel",
    "InteractionsTableArn": "arn:aws:dynamodb:eu-central-1:123456789012:table/InteractionsTable",
    "CatalogueTableArn": "arn:aws:dynamodb:eu-central-1:123456789012:table/CatalogueTable",
    "TrainingBucket": "training-bucket",
    "TrainingQueue": "training-queue",
    "TrainingJob": "training-job",
    "StackName": "shop",
}
PLAN = {"due": True, "modelVersion": "v2", "champion": "v1", "exportPrefix": "exports/v2"}
WELL = {"publish": "published", "ready": "ready", "canary": "started", "check": "pass", "shift": "done", "back": "done"}
SERVED = ["publish", "ready", "canary", "check", "shift"]


class Expressions:
    """JSONata in a process of Java's."""

    def __init__(self, jars):
        # Branches run side by side.
        self.lock = threading.Lock()
        self.process = subprocess.Popen(
            ["java", "-XX:TieredStopAtLevel=1", "-cp", f"{jars}/*", HERE / "Expressions.java"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def value(self, expression):
        with self.lock:
            print(json.dumps(expression), file=self.process.stdin, flush=True)
            answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise jsonata.JSONataException("States.QueryEvaluationError", answer["error"])
        return answer.get("value")


class Services:
    """Stand-ins for what the machine calls, and the calls that they got."""

    def __init__(self, outcomes, plan=PLAN, export="COMPLETED", job="SUCCEEDED", lists=True):
        self.outcomes, self.plan, self.export, self.job = {**WELL, **outcomes}, plan, export, job
        self.lists = lists
        self.calls, self.steps = [], []
        self.waited = lambda: 0

    def client(self, service):
        return types.SimpleNamespace(
            **{
                action: self.recorded(service, action)
                for action in (
                    "invoke",
                    "export_table_to_point_in_time",
                    "describe_export",
                    "submit_job",
                    "describe_jobs",
                    "list_jobs",
                )
            }
        )

    def recorded(self, service, action):
        def call(**arguments):
            self.calls.append((service, action, arguments))
            return getattr(self, action)(arguments)

        return call

    def invoke(self, arguments):
        payload = arguments["Payload"]
        payload = json.loads(payload) if isinstance(payload, (str, bytes)) else payload
        if arguments["FunctionName"] == NAMES["PlanTrainingArn"]:
            if set(payload) != {"executionArn", "startTime", "force"}:
                sys.exit(f"plan-training is asked {payload}")
            return answer(self.plan)
        step = payload["step"]
        self.steps.append(step)
        outcome = self.outcomes[step]
        outcome = outcome.pop(0) if isinstance(outcome, list) else outcome
        if outcome == "breaks":
            raise ClientError({"Error": {"Code": "Lambda.Unknown", "Message": "it broke"}, **META}, "Invoke")
        asked = payload["modelVersion"]
        return answer({"outcome": outcome, "reason": f"why {step}", "modelVersion": "v2" if step == "settle" else asked})

    def export_table_to_point_in_time(self, arguments):
        return self.described(arguments["TableArn"] + "/export/1", "IN_PROGRESS")

    def describe_export(self, arguments):
        return self.described(arguments["ExportArn"], self.export)

    @staticmethod
    def described(arn, status):
        return {"ExportDescription": {"ExportArn": arn, "ExportStatus": status}, **META}

    def submit_job(self, arguments):
        return {"JobId": "job-1", "JobName": arguments["JobName"], **META}

    def describe_jobs(self, arguments):
        return {"jobs": [{"jobId": "job-1", "status": self.job, "statusReason": "Host EC2"}], **META}


    def list_jobs(self, arguments):
        if not self.lists:
            raise ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}, **META}, "ListJobs")
        # Spelled as Step Functions hands it on, which moto's interpreter does not do.
        job = {"JobId": "job-1", "Status": self.job, "CreatedAt": int(1000 * (time.time() - self.waited()))}
        return {"JobSummaryList": [{**job, "StatusReason": "UNDETERMINED"}], **META}


META = {"ResponseMetadata": {"HTTPStatusCode": 200, "RequestId": "1"}}


def answer(value):
    class Body:
        read = staticmethod(lambda: json.dumps(value).encode())

    return {"StatusCode": 200, "Payload": Body(), **META}


def error_name(error_name):
    own = {it.to_name(): it for it in StatesErrorNameType}
    return StatesErrorName(own[error_name]) if error_name in own else CustomErrorName(error_name)


class Machine:
    def __init__(self, expressions):
        self.services = None
        self.waited, self.runs = 0, 0
        self.states = boto3.client("stepfunctions")
        definition = DEFINITION.read_text(encoding="utf-8")
        for name, value in NAMES.items():
            definition = definition.replace("${" + name + "}", value)
        self.arn = self.states.create_state_machine(
            name="training", definition=definition, roleArn="arn:aws:iam::123456789012:role/machine"
        )["stateMachineArn"]
        # Now that moto has loaded what its interpreter is made of.
        for module in list(sys.modules.values()):
            if module.__name__.startswith("moto.stepfunctions.parser"):
                if hasattr(module, "boto_client_for"):
                    module.boto_client_for = lambda service, **place: self.services.client(service)
                if hasattr(module, "eval_jsonata_expression"):
                    module.eval_jsonata_expression = expressions.value
        WaitFunction._wait_interval = lambda it, env, wait_seconds: self.wait(wait_seconds)
        # It copies the machine with all that ever ran, which cannot be copied.
        models.copy = types.SimpleNamespace(deepcopy=lambda it: it)
        # It refuses that a branch fails by an error of the language's own.
        branches_decl.CustomErrorName = error_name
        retrier_decl.time = types.SimpleNamespace(sleep=self.wait)

    def wait(self, seconds):
        self.waited += seconds

    def run(self, services, asked):
        """How it ended, and the states that it went through."""
        self.services, self.waited, self.runs = services, 0, self.runs + 1
        services.waited = lambda: self.waited
        run = self.states.start_execution(
            stateMachineArn=self.arn, name=f"run-{self.runs}", input=json.dumps(asked)
        )["executionArn"]
        while (end := self.states.describe_execution(executionArn=run))["status"] == "RUNNING":
            time.sleep(0.01)
        events = self.states.get_execution_history(executionArn=run)["events"]
        entered = [it["stateEnteredEventDetails"]["name"] for it in events if "stateEnteredEventDetails" in it]
        return end, entered


def expect(what, have, want):
    if have != want:
        sys.exit(f"{what}: {have} instead of {want}")


def main(jars):
    begun = time.monotonic()
    logging.disable(logging.ERROR)
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        machine = Machine(Expressions(jars))
        paths = 0

        def path(what, asked, steps, last, waited=None, cause=None, **services):
            nonlocal paths
            paths += 1
            made = Services(services.pop("outcomes", {}), **services)
            end, entered = machine.run(made, asked)
            expect(what + ", steps", made.steps, steps)
            # Of two branches that fail, either may be the last.
            expect(what + ", last state", entered[-1], last or entered[-1])
            expect(what + ", status", end["status"], "FAILED" if cause else "SUCCEEDED")
            if cause and cause not in end["cause"]:
                sys.exit(f"{what}: cause {end['cause']} instead of {cause}")
            if waited is not None:
                expect(what + ", seconds waited", machine.waited, waited)
            return made, entered

        made, _ = path("trained", {}, SERVED, "Promoted", waited=60 + 60 + 300 + 30 + 600)
        expect("job", [it for _, action, it in made.calls if action == "submit_job"], [JOB])
        path("not due", {}, [], "NothingToDo", plan={"due": False, "reason": "few events"})
        path("gives way", {"force": True}, [], "NotTrained", plan={"due": False, "reason": "another"}, cause="another")
        path("export fails", {}, [], None, export="FAILED", cause="is FAILED")
        path("no machine", {}, [], "NoMachine", job="RUNNABLE", waited=60 + 60 + 5 * 3600, cause="L-3819A6DF")
        path("waits unseen", {}, SERVED, "Promoted", lists=False)
        path("training fails", {}, [], None, job="FAILED", cause="Host EC2")
        path("refused", {}, ["publish"], "Refused", outcomes={"publish": "refused"})
        for at, step in enumerate(SERVED):
            path(f"{step} is bad", {}, SERVED[: at + 1] + ["back"], "NotPromoted", outcomes={step: "bad"}, cause="why " + step)
            tries = SERVED[:at] + [step] * 4 + ["back"]
            path(f"{step} breaks", {}, tries, "NotPromoted", outcomes={step: "breaks"}, cause="it broke")
        path("never ready", {}, ["publish"] + ["ready"] * 40 + ["back"], "NotPromoted", outcomes={"ready": "pending"}, cause="why ready")
        path("rolled back", {"rollback": "v2"}, ["rollback"], "Promoted", outcomes={"rollback": "done"})
        path("rolled back anew", {"rollback": "v2"}, ["rollback"] + SERVED[1:], "Promoted", outcomes={"rollback": "published"})
        path("not rolled back", {"rollback": "v2"}, ["rollback"], "NotPromoted", outcomes={"rollback": "refused"}, cause="why rollback")
        path("settled", {"settle": True}, ["settle"], "Promoted", outcomes={"settle": "done"})
        path("settled anew", {"settle": True}, ["settle"] + SERVED[1:], "Promoted", outcomes={"settle": "published"})
        path("settles later", {"settle": True}, ["settle"] * 2, "Promoted", outcomes={"settle": ["pending", "done"]}, waited=300)
        print(f"{paths} paths as they should be, in {time.monotonic() - begun:.1f} s")


JOB = {
    "JobName": "tidemark-v2",
    "JobQueue": "training-queue",
    "JobDefinition": "training-job",
    "Tags": {"stack": "shop"},
    "Parameters": {
        "version": "v2",
        "export": "s3://training-bucket/exports/v2",
        "checkpoint": "s3://training-bucket/checkpoints/v2",
        "champion": "--champion=v1",
    },
    # By which Step Functions hears of its own jobs.
    "ContainerOverrides": {"Environment": [{"name": "MANAGED_BY_AWS", "value": "STARTED_BY_STEP_FUNCTIONS"}]},
}

main(sys.argv[1])
