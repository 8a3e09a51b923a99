package dev.tidemark.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateGapsTest {
  private static final String SAMPLE =
      """
      Parameters:
        Streams: {Type: String, Default: ''}
      Conditions:
        HasStreams: !Not [!Equals [!Ref Streams, '']]
      Resources:
        Taker:
          Type: AWS::Serverless::Function
          Properties: {CodeUri: taker, Handler: h}
        Orders: {Type: AWS::SQS::Queue}
        Table: {Type: AWS::DynamoDB::Table}
        Topic: {Type: AWS::SNS::Topic}
        Allowed: {Type: AWS::Lambda::Permission}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {FunctionName: !Ref Taker.Alias, EventSourceArn: !GetAtt Orders.Arn}
        StreamLater:
          Type: AWS::Lambda::EventSourceMapping
          Condition: HasStreams
          Properties: {FunctionName: !Ref Taker, EventSourceArn: !GetAtt Table.StreamArn}
      """;

  private static final String REMEDY =
      "; give it a Condition that does not hold by default, or a stand-in in infra/local";

  @TempDir Path folder;

  @Test
  void shouldFindNoneInTheProjectsTemplate() {
    Path template = Path.of("..", "..", "template.yaml");
    assertThat(TemplateReader.read(template, Map.of("TrainingImage", "local")).gaps()).isEmpty();
  }

  @Test
  void shouldFindNoneInWhatIsRunOrNotDeployedByDefault() throws Exception {
    assertThatCode(() -> read(SAMPLE).refuseGaps()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Taker.Alias,"
            + " EventSourceArn: !GetAtt Table.StreamArn, StartingPosition: LATEST,"
            + " DestinationConfig: {OnFailure: {Destination: !GetAtt Orders.Arn}}}} | X: the local"
            + " run follows streams from TRIM_HORIZON only, not from LATEST",
        "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Taker.Alias,"
            + " EventSourceArn: !GetAtt Table.StreamArn, StartingPosition: TRIM_HORIZON,"
            + " DestinationConfig: {OnFailure: {Destination: !Ref Topic}}}} | X: the local run sets"
            + " records aside in a queue only: name one as its OnFailure destination",
        "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Taker.Alias,"
            + " EventSourceArn: !GetAtt Table.StreamArn, StartingPosition: TRIM_HORIZON,"
            + " TumblingWindowInSeconds: 5, DestinationConfig: {OnFailure: {Destination: !GetAtt"
            + " Orders.Arn}}}} | X: the local run does not know TumblingWindowInSeconds",
        "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Taker,"
            + " EventSourceArn: !ImportValue clicks}} | X: the local run brings functions"
            + " what is in queues and streams of tables only: Taker would get nothing",
        "{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Taker,"
            + " EventSourceArn: !GetAtt Orders.Arn, FilterCriteria: {}}} | X: the local run does"
            + " not know FilterCriteria",
        "{Type: AWS::Events::Rule, Properties: {EventPattern: {source: [shop]}, Targets: [{Id: f,"
            + " Arn: !GetAtt Taker.Arn}]}} | X.Targets: the local run has queues as targets only:"
            + " Taker would get nothing",
        "{Type: AWS::Events::Rule, Properties: {EventPattern: {source: [shop]}, Targets: [{Id: q,"
            + " Arn: !GetAtt Orders.Arn, InputPath: $.detail}]}} | X.Targets: the local run does"
            + " not know InputPath",
        "{Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 day)}} | X: the local"
            + " run knows rules with an EventPattern only: this one would never fire",
        "{Type: AWS::Serverless::Function, Properties: {CodeUri: x, Handler: h, Events: {Q: {Type:"
            + " SQS}}}} | X.Events.Q: the local run does not know events of the type SQS here",
        "{Type: AWS::Serverless::StateMachine, Properties: {Name: x, DefinitionUri: x}} | X: the"
            + " local run runs no state machine but TrainingMachine",
        "{Type: AWS::Pipes::Pipe} | X: the local run does not know the type AWS::Pipes::Pipe",
        "{Type: AWS::Serverless::Function, Properties: {CodeUri: x, Handler: h, Environment:"
            + " {Variables: {TOPIC: !Ref Topic}}}} | X.Environment.TOPIC: the local run does not"
            + " run Topic, an AWS::SNS::Topic",
        "{Type: AWS::Serverless::Function, Properties: {CodeUri: x, Handler: h, Environment:"
            + " {Variables: {TOPIC: !Sub 'sns/${Topic.TopicName}'}}}} | X.Environment.TOPIC: the"
            + " local run does not run Topic, an AWS::SNS::Topic"
      })
  void shouldRefuseWhatWouldBeLeftUndone(String resource, String line) throws Exception {
    assertThatThrownBy(() -> read(SAMPLE + "  X: " + resource + "\n").refuseGaps())
        .isInstanceOf(TemplateException.class)
        .hasMessage(line + REMEDY);
  }

  @Test
  void shouldRefuseWhatItsStateMachineWouldNotFind() throws Exception {
    String machine =
        """
          TrainingMachine:
            Type: AWS::Serverless::StateMachine
            Properties:
              Name: x
              DefinitionUri: x
              DefinitionSubstitutions: {Queue: !Ref Orders, TopicArn: !Ref Topic}
              Events: {Daily: {Type: ScheduleV2}, Asked: {Type: Api}}
        """;

    assertThat(read(SAMPLE + machine).gaps())
        .containsExactly(
            "TrainingMachine.Events.Asked: the local run does not know events of the type Api here"
                + REMEDY,
            "TrainingMachine.DefinitionSubstitutions.TopicArn: the local run does not run Topic, an"
                + " AWS::SNS::Topic"
                + REMEDY);
  }

  @Test
  void shouldNameAllGapsAtOnce() throws Exception {
    Template template =
        read(SAMPLE + "  X: {Type: AWS::Pipes::Pipe}\n  Y: {Type: AWS::Kinesis::Stream}\n");

    assertThat(template.gaps()).hasSize(2);
    assertThatThrownBy(template::refuseGaps)
        .hasMessageContainingAll("X: the local run", "Y: the local run");
  }

  private Template read(String text) throws IOException {
    Path file = folder.resolve("template.yaml");
    Files.writeString(file, text);
    return TemplateReader.read(file);
  }
}
