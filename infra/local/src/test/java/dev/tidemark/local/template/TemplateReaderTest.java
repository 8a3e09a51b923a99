package dev.tidemark.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateReaderTest {
  private static final String SAMPLE =
      """
      AWSTemplateFormatVersion: 2010-09-09
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Days: {Type: Number, Default: 30}
        Key: {Type: String, Default: ''}
        Secret: {Type: String}
      Conditions:
        HasKey: !Not [!Equals [!Ref Key, '']]
        NoKey: !Equals [!Ref Key, '']
        Both: !And [!Condition NoKey, !Not [!Condition HasKey]]
      Globals:
        Function:
          Timeout: 7
          SnapStart: {ApplyOn: PublishedVersions}
          Environment: {Variables: {TABLE: !Ref Orders, SHARED: global}}
      Resources:
        Api: {Type: AWS::Serverless::HttpApi}
        Shop:
          Type: AWS::Serverless::Function
          Properties:
            CodeUri: functions/shop/target/task
            Handler: a.B::c
            MemorySize: !If [HasKey, 2048, 1024]
            Layers: [!Ref Runtime]
            Policies: [{Statement: [{Resource: !ImportValue elsewhere}]}]
            Environment:
              Variables:
                SHARED: own
                DAYS: !Ref Days
                STORE: !Sub 's3://${Bucket}/${!Literal}/${AWS::Region}'
                ARN: !GetAtt Orders.Arn
                JOINED: !Join ['-', [a, !Ref Days]]
                MAPPED: !Sub ['${x}-${Days}', {x: !Ref Bucket}]
                SECRET: !Ref Secret
            Events:
              Get: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: get, Path: '/v1/users/{id}'}}
              Any: {Type: HttpApi, Properties: {Method: '*', Path: /all}}
              Queue: {Type: SQS, Properties: {Queue: !ImportValue queue}}
        Small:
          Type: AWS::Serverless::Function
          Properties: {CodeUri: small, Handler: h, Timeout: 3}
        Gone:
          Type: AWS::Serverless::Function
          Condition: HasKey
        Kept: {Type: AWS::DynamoDB::Table, Condition: Both}
        Runtime:
          Type: AWS::Serverless::LayerVersion
          Properties: {ContentUri: layers/runtime}
        Orders:
          Type: AWS::DynamoDB::Table
          Properties:
            KeySchema: [{AttributeName: pk, KeyType: HASH}]
            SSESpecification: !If [HasKey, {SSEEnabled: true}, !Ref AWS::NoValue]
        Bucket: {Type: AWS::S3::Bucket}
        UserKey: {Type: AWS::SecretsManager::Secret}
      """;

  @TempDir Path folder;

  @Test
  void shouldReadFunctionsWithGlobalsMergedIn() throws Exception {
    // When
    Template template = read(SAMPLE);

    // Then
    assertThat(template.functions())
        .extracting(FunctionDefinition::id)
        .containsExactly("Shop", "Small");
    FunctionDefinition shop = template.functions().get(0);
    assertThat(shop.codeUri()).isEqualTo(folder.resolve("functions/shop/target/task"));
    assertThat(shop.handler()).isEqualTo("a.B::c");
    assertThat(shop.memoryMb()).isEqualTo(1024);
    assertThat(shop.timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(shop.snapStart()).isTrue();
    assertThat(template.layersOf(shop)).containsExactly(folder.resolve("layers/runtime"));
    assertThat(shop.routes())
        .containsExactly(new Route("GET", "/v1/users/{id}"), new Route("ANY", "/all"));
    assertThat(template.functions().get(1).timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(template.functions().get(1).memoryMb()).isEqualTo(128);
  }

  @Test
  void shouldReadTheOtherResources() throws Exception {
    // When
    Template template = read(SAMPLE);

    // Then
    assertThat(template.layers()).isEqualTo(Map.of("Runtime", folder.resolve("layers/runtime")));
    assertThat(template.tables().get("Orders")).containsOnlyKeys("KeySchema");
    assertThat(template.tables()).containsOnlyKeys("Kept", "Orders");
    assertThat(template.declaring("DAYS")).hasSize(1);
    assertThat(template.declaring("TABLE")).hasSize(2);
  }

  @Test
  void shouldReadHowMessagesReachFunctions() throws Exception {
    // When
    Messaging messaging =
        read("""
        Resources:
          Bus: {Type: AWS::Events::EventBus, Properties: {Name: !Sub '${AWS::StackName}-x'}}
          Shop:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern: {source: [shop]}
              Targets: [{Id: q, Arn: !GetAtt Orders.Arn}, {Id: f, Arn: !GetAtt Other.Arn}]
          Files:
            Type: AWS::Events::Rule
            Properties:
              EventPattern: {detail: {bucket: {name: [!Ref Uploads]}}}
              Targets: [{Id: q, Arn: !GetAtt Orders.Arn}]
          Daily:
            Type: AWS::Events::Rule
            Properties: {ScheduleExpression: rate(1 day), Targets: [!ImportValue x]}
          Elsewhere:
            Type: AWS::Events::Rule
            Properties:
              EventPattern: {source: [!ImportValue x]}
              Targets: [{Id: f, Arn: !GetAtt Other.Arn}]
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 60
              RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
          Dead: {Type: AWS::SQS::Queue}
          Taker:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: taker
              Handler: h
              Environment: {Variables: {ASIDE: !Ref Dead, STORE: !Ref Uploads, DAYS: 3}}
          OrdersMapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              FunctionName: !Ref Taker.Alias
              EventSourceArn: !GetAtt Orders.Arn
          StreamMapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {FunctionName: !Ref F, EventSourceArn: !GetAtt Table.StreamArn}
          Uploads:
            Type: AWS::S3::Bucket
            Properties:
              NotificationConfiguration:
                EventBridgeConfiguration: {EventBridgeEnabled: true}
          Silent: {Type: AWS::S3::Bucket}
        """)
            .messaging();

    // Then
    assertThat(messaging.buses()).containsExactly("local-x");
    assertThat(messaging.rules())
        .containsExactly(
            new Messaging.EventRule(
                "Shop", "local-x", Map.of("source", List.of("shop")), List.of("Orders")),
            new Messaging.EventRule(
                "Files",
                "default",
                Map.of("detail", Map.of("bucket", Map.of("name", List.of("Uploads")))),
                List.of("Orders")));
    assertThat(messaging.queues())
        .containsExactly(
            new Messaging.Queue("Orders", Duration.ofSeconds(60), "Dead", 3),
            new Messaging.Queue("Dead", Duration.ofSeconds(30), "", 0));
    assertThat(messaging.mappings()).containsExactly(new Messaging.Mapping("Taker", "Orders", 10));
    assertThat(messaging.notifyingBuckets()).containsExactly("Uploads");
    assertThat(messaging.deadLetterQueues()).containsExactly("Dead");
    assertThat(messaging.variables()).isEqualTo(Map.of("ASIDE", "Dead"));
  }

  @Test
  void shouldReadWhoFollowsTheStreamOfATable() throws Exception {
    List<StreamMapping> streams =
        read("""
                Resources:
                  Table: {Type: AWS::DynamoDB::Table}
                  Failed: {Type: AWS::SQS::Queue}
                  Orders: {Type: AWS::SQS::Queue}
                  OfAQueue:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {FunctionName: !Ref F, EventSourceArn: !GetAtt Orders.Arn}
                  Changes:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      FunctionName: !Ref F.Alias
                      EventSourceArn: !GetAtt Table.StreamArn
                      StartingPosition: TRIM_HORIZON
                      FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]}
                      BatchSize: 7
                      MaximumRetryAttempts: 3
                      MaximumRecordAgeInSeconds: 60
                      BisectBatchOnFunctionError: true
                      FunctionResponseTypes: [ReportBatchItemFailures]
                      DestinationConfig: {OnFailure: {Destination: !GetAtt Failed.Arn}}
                """)
            .streams();

    assertThat(streams)
        .containsExactly(
            new StreamMapping(
                "Changes",
                "F",
                "Table",
                List.of("{\"eventName\":[\"INSERT\"]}"),
                7,
                3,
                Duration.ofSeconds(60),
                true,
                true,
                "Failed"));
  }

  @Test
  void shouldResolveIntrinsicsAndOverrides() throws Exception {
    // Given
    Template template = read(SAMPLE);
    LocalValues values =
        new LocalValues(template, Map.of("SECRET", "file:///key")).with(Map.of("SHARED", "mine"));

    // When
    Map<String, String> environment = values.environmentOf(template.functions().get(0));

    // Then
    assertThat(environment)
        .containsEntry("TABLE", "Orders")
        .containsEntry("SHARED", "mine")
        .containsEntry("DAYS", "30")
        .containsEntry("STORE", "s3://Bucket/${Literal}/us-east-1")
        .containsEntry("ARN", "arn:aws:dynamodb:us-east-1:000000000000:table/Orders")
        .containsEntry("JOINED", "a-30")
        .containsEntry("MAPPED", "Bucket-30")
        .containsEntry("SECRET", "file:///key");
    assertThat(values.environmentOf(template.functions().get(1)))
        .isEqualTo(Map.of("TABLE", "Orders", "SHARED", "mine"));
  }

  @Test
  void shouldRefuseToOverrideWhatNoFunctionDeclares() throws Exception {
    Template template = read(SAMPLE);
    assertThatThrownBy(() -> new LocalValues(template, Map.of("UNKNOWN", "x")))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("no function of the template declares UNKNOWN;");
  }

  @Test
  void shouldNameTheVariableThatCannotBeResolved() throws Exception {
    Template template = read(SAMPLE);
    LocalValues values = new LocalValues(template, Map.of());
    assertThatThrownBy(() -> values.environmentOf(template.functions().get(0)))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Shop.SECRET: Secret is neither a resource nor a parameter with a default");
  }

  @Test
  void shouldNameUnknownIntrinsics() throws Exception {
    Template template =
        read(
            """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: f
                  Handler: h
                  Environment: {Variables: {A: !ImportValue x, B: !GetAtt F.Version}}
            """);
    for (Map.Entry<String, String> example :
        Map.of(
                "B", "F.A: the local run does not know Fn::ImportValue",
                "A", "F.B: the local run does not know F.Version")
            .entrySet()) {
      LocalValues values = new LocalValues(template, Map.of(example.getKey(), "given"));
      assertThatThrownBy(() -> values.environmentOf(template.functions().get(0)))
          .hasMessage(example.getValue());
    }
  }

  @Test
  void shouldTellWhatIsWrongWithTheFile() {
    List<Map.Entry<String, String>> examples =
        List.of(
            Map.entry("a: [", "template.yaml is not valid YAML: "),
            Map.entry("Resources: {F: {}}", "F.Type must be a text"),
            Map.entry("Resources: 3", "template.Resources must be a mapping"),
            Map.entry(
                "Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h}}}",
                "F.CodeUri must be a text"),
            Map.entry(
                "Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: c,"
                    + " Handler: h, Timeout: soon}}}",
                "F.Timeout must be a number, not 'soon'"),
            Map.entry(
                "Resources: {F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: c,"
                    + " Handler: h, Events: {E: {Type: HttpApi, Properties: {Method: GET, Path:"
                    + " '/{all+}'}}}}}}",
                "F.Events.E: the local run does not know the path /{all+}"));
    examples.forEach(
        example ->
            assertThatThrownBy(() -> read(example.getKey()))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(example.getValue()));
    assertThatThrownBy(() -> TemplateReader.read(folder.resolve("missing.yaml")))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("cannot read ");
  }

  private Template read(String text) throws IOException {
    Path file = folder.resolve("template.yaml");
    Files.writeString(file, text);
    return TemplateReader.read(file);
  }
}
