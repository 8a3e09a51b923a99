package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.data.format.Given;
import dev.tidemark.local.Closeables;
import dev.tidemark.local.Console;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.StandIn;
import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.local.aws.batch.JobProcess;
import dev.tidemark.local.aws.batch.LocalBatch;
import dev.tidemark.local.aws.batch.TrainingRunner;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.lambda.LambdaApi;
import dev.tidemark.local.aws.lambda.LocalFunctions;
import dev.tidemark.local.aws.lambda.VersionsFile;
import dev.tidemark.local.aws.states.Executions;
import dev.tidemark.local.aws.states.LocalStates;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.local.calls.FolderBuckets;
import dev.tidemark.local.calls.RecordingClient;
import dev.tidemark.local.data.DataSet;
import dev.tidemark.local.data.ImportTarget;
import dev.tidemark.local.data.Importer;
import dev.tidemark.local.shop.SimulatedShop;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.StateMachineDefinition;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import dev.tidemark.servers.child.RunSecret;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The template's state machine from schedule to model: the packaged plan-training under AWS's
 * runtime, DynamoDB Local and the real training job.
 */
class TrainingMachineIT {
  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

  private final BuiltProject build = new BuiltProject(HOME);
  private final Closeables closeables = new Closeables();
  private final RunSecret secret = RunSecret.random();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Console console =
      new Console(
          new PrintWriter(System.out, true, StandardCharsets.UTF_8), false, System::nanoTime);

  private LocalTables tables;
  private LocalValues values;

  @TempDir Path data;

  @AfterEach
  void stop() {
    closeables.close();
  }

  @Test
  void shouldTrainOnTheScheduleWhereEnoughIsNew() throws Exception {
    // Given: a shop whose events are those of past years, and no model
    Template template =
        TemplateReader.read(
            build.template(), Map.of("TrainingImage", "local", "EnoughNewEvents", "5"));
    Workspace workspace = Workspace.temporary();
    closeables.add(workspace::close);
    HttpGateway gateway = HttpGateway.start(0, Clock.systemUTC(), console::line);
    closeables.add(gateway::close);
    LocalTraining training = training(template, workspace, gateway);
    new SimulatedShop(30, 5).write(data);
    DataSet shop = DataSet.read(data, Given.NOTHING);
    new Importer(ImportTarget.of(tables, values), console).run(shop, Instant.now());

    // When, Then: all of it is new
    String first = training.scheduled().orElseThrow();
    assertThat(dataHash(workspace, first)).isNotBlank();
    assertThat(workspace.training()).doesNotExist();

    // When, Then: nothing is new
    assertThat(training.scheduled()).isEmpty();
    assertThat(lines)
        .anyMatch(line -> line.startsWith("No training: about 0 new events since " + first));

    // When, Then: enough is new
    Api api = new Api(gateway.port());
    for (int i = 0; i < 5; i++) {
      api.postEvent(shop.example().user(), shop.example().item(), Instant.now().plusSeconds(i));
    }
    String second = training.scheduled().orElseThrow();
    assertThat(second).isGreaterThan(first);
    assertThat(dataHash(workspace, second)).isNotEqualTo(dataHash(workspace, first));
  }

  private LocalTraining training(Template template, Workspace workspace, HttpGateway gateway)
      throws Exception {
    Map<String, String> libraries = BuiltProject.libraries(template, Map.of(), "Linux", "amd64");
    Host host = new Host(Clock.systemUTC(), console::line, closeables, secret, console::line);
    tables =
        new LocalTables(template, workspace.tables(), workspace.buckets(), workspace.tmp(), host);
    LocalStates states = new LocalStates(workspace.executions(), host);
    LocalFunctions functions =
        new LocalFunctions(
            RecordingClient.of(build.runtimeClient()),
            workspace.tmp(),
            workspace.logs(),
            gateway,
            host);
    TrainingRunner job =
        new TrainingRunner(
            new JobProcess(build.trainingJob(), libraries, workspace.tmp()),
            workspace.logs(),
            lines::add,
            closeables);
    LocalBatch batch =
        new LocalBatch(
            template.jobs(),
            workspace.buckets(),
            job,
            List.of("--epochs", "1", "--set", "dimension=32,hidden=32"));
    Map<String, String> overrides = new HashMap<>(libraries);
    overrides.put("USER_KEY_SECRET", workspace.userKey().toUri().toString());
    overrides.put("MODEL_STORE", workspace.folder().toUri().toString());
    Map<String, TaskResource> tasks = new HashMap<>();
    for (StandIn standIn : List.of(tables, states, functions, batch)) {
      overrides.putAll(standIn.environment());
      tasks.putAll(standIn.tasks());
    }
    values = new LocalValues(template, overrides);
    FolderBuckets buckets =
        new FolderBuckets(Map.of("ModelBucket", workspace.folder()), workspace.userKey());
    closeables.add(buckets::close);
    LocalValues deployed =
        values.with(
            Map.of(
                "MODEL_STORE", "s3://ModelBucket", "S3_ENDPOINT", buckets.endpoint().toString()));
    functions.start(template, deployed, VersionsFile.in(workspace.folder(), System.out::println));
    Executions executions =
        states.executions(template.stateMachines().get(StateMachineDefinition.TRAINING), tasks);
    for (String control :
        List.of(
            overrides.get("DYNAMODB_ENDPOINT"),
            overrides.get("STATES_ENDPOINT"),
            overrides.get("CLOUDWATCH_ENDPOINT"),
            overrides.get("LAMBDA_ENDPOINT") + LambdaApi.PATH)) {
      assertThat(Api.statusOf(control)).as(control).isEqualTo(403);
    }
    return new LocalTraining(executions, workspace.training(), lines::add, System::nanoTime);
  }

  private static String dataHash(Workspace workspace, String version) throws Exception {
    Path manifest = workspace.folder().resolve("models").resolve(version).resolve("manifest.json");
    return new ObjectMapper().readTree(Files.readAllBytes(manifest)).path("dataHash").asText();
  }
}
