package dev.tidemark.local.run;

import dev.tidemark.local.Beside;
import dev.tidemark.local.Closeables;
import dev.tidemark.local.Console;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.RunException;
import dev.tidemark.local.Stopwatch;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.StandIn;
import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.local.aws.batch.JobProcess;
import dev.tidemark.local.aws.batch.LocalBatch;
import dev.tidemark.local.aws.batch.TrainingRunner;
import dev.tidemark.local.aws.events.LocalMessaging;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.lambda.LocalFunctions;
import dev.tidemark.local.aws.lambda.VersionsFile;
import dev.tidemark.local.aws.states.LocalStates;
import dev.tidemark.local.aws.streams.LocalStreams;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.local.data.DataSet;
import dev.tidemark.local.data.Delist;
import dev.tidemark.local.data.FullCatalogue;
import dev.tidemark.local.data.ImportTarget;
import dev.tidemark.local.data.Importer;
import dev.tidemark.local.erasure.ErasureCheck;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.StateMachineDefinition;
import dev.tidemark.local.template.Template;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.servers.child.RunSecret;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.store.files.LocalFolder;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Brings the whole product up on this machine, from the template to the trained model. */
public final class LocalRun {
  private static final String CATALOGUE = "CATALOGUE_TABLE";

  private final BuiltProject build;
  private final UpOptions options;
  private final Map<String, String> environment;
  private final Console console;
  private final Clock clock = Clock.systemUTC();
  private final Closeables closeables = new Closeables();
  private final CompletableFuture<String> givenUp = new CompletableFuture<>();

  /**
   * @param environment of this process
   */
  public LocalRun(
      BuiltProject build, UpOptions options, Map<String, String> environment, Console console) {
    this.build = build;
    this.options = options;
    this.environment = Map.copyOf(environment);
    this.console = console;
  }

  /** Ends all that was started; may come from a shutdown hook at any time. */
  public void stop() {
    closeables.close();
  }

  /** Whether the end has begun, so that failures are only its consequence. */
  public boolean isStopped() {
    return closeables.isClosed();
  }

  /**
   * What a started run serves from.
   *
   * @param values environments of the functions, the model's version in them
   * @param secret of the run
   * @param user one with a history
   */
  public record Started(Template template, LocalValues values, RunSecret secret, String user) {
    /** What a process of the function needs in order to use what was started. */
    public Map<String, String> environmentOf(FunctionDefinition function) {
      Map<String, String> environment = new HashMap<>(values.environmentOf(function));
      environment.putAll(LocalAccount.session(secret));
      return environment;
    }
  }

  /**
   * Starts all and serves until this thread is interrupted.
   *
   * @throws UsageException what the user gave cannot be used
   * @throws RunException a step failed, or the run cannot go on
   */
  public void serve() throws IOException, InterruptedException {
    CompletableFuture<Void> unused = givenUp.thenRun(Thread.currentThread()::interrupt);
    try {
      start();
      new CountDownLatch(1).await();
    } catch (RuntimeException | IOException | InterruptedException e) {
      // What failed then is only the consequence.
      if (givenUp.isDone()) {
        throw new RunException(givenUp.join());
      }
      throw e;
    }
  }

  /**
   * Returns when the API answers: from a trained model, or from none where there is too little
   * data.
   *
   * @throws UsageException what the user gave cannot be used
   * @throws RunException a step failed
   */
  public Started start() throws IOException {
    Template template = build.read();
    template.refuseGaps();
    build.check(template);
    Map<String, String> libraries = BuiltProject.libraries(template, environment);
    HttpGateway gateway = gateway();
    gateway.show(ConsoleFiles.of(build.console()));
    Workspace workspace = workspace();
    RunSecret secret = RunSecret.random();
    workspace.controlFile().write(gateway.port(), secret);
    gateway.tell(StorageEndpoint.PATH, AwsServer.handler(new StorageEndpoint(workspace.folder())));
    ModelRegistry models = new ModelRegistry(new LocalFolder(workspace.folder()));
    RunStatus status = new RunStatus(workspace.progress(), models::champion);
    gateway.tell(RunStatus.PATH, AwsServer.handler(status));
    StoredState stored =
        new StoredState(workspace, options.data(), options.given(), clock, console::line);
    RunState state = stored.read();
    boolean toImport = !state.imported() || options.delist() != Delist.NOTHING;
    Optional<Beside<DataSet>> data =
        toImport ? Optional.of(Beside.start("data", () -> read(stored))) : Optional.empty();

    Stopwatch steps = new Stopwatch(console);
    Host host = new Host(clock, console::line, closeables, secret, givenUp::complete);
    TrainingLog log = new TrainingLog(console);
    LocalFunctions functions =
        new LocalFunctions(build.runtimeClient(), workspace.tmp(), workspace.logs(), gateway, host);
    // The bus is wanted at the port beside the API's.
    LocalMessaging messaging =
        new LocalMessaging(
            template.messaging(),
            workspace.messages(),
            functions::invoke,
            gateway.port() + 1,
            host);
    LocalTables tables =
        new LocalTables(template, workspace.tables(), workspace.buckets(), workspace.tmp(), host);
    LocalStreams streams =
        new LocalStreams(
            template.streams(),
            new LocalStreams.Tables(tables.client(), tables.streams()),
            functions::invoke,
            (queue, body) -> messaging.queues().send(queue, body),
            workspace.streams(),
            host);
    LocalStates states = new LocalStates(workspace.executions(), host);
    TrainingRunner job =
        new TrainingRunner(
            new JobProcess(build.trainingJob(), libraries, workspace.tmp()),
            workspace.logs(),
            log,
            closeables);
    TrainingSetting setting = TrainingSetting.of(options, stored.isSimulated());
    LocalBatch batch =
        new LocalBatch(
            template.jobs(), workspace.buckets(), job, setting.arguments(workspace.progress()));
    List<StandIn> standIns = List.of(tables, messaging, states, functions, batch);
    standIns.forEach(standIn -> standIn.awaitUp().ifPresent(steps::done));
    LocalValues values = values(template, workspace, libraries, standIns);
    ModelCheck.in(workspace.folder()).notes().forEach(console::line);
    Optional<Beside<DataSet>> imported =
        data.map(
            read ->
                Beside.start(
                    "import", () -> imported(read.await(), ImportTarget.of(tables, values))));
    functions.start(template, values, VersionsFile.in(workspace.folder(), console::line));
    steps.done("Functions " + template.functions().stream().map(FunctionDefinition::id).toList());
    streams.open(); // what is popular is counted while the import goes on
    if (imported.isPresent()) {
      DataSet all = imported.get().await();
      state = state.withImported(all.example(), all.size());
      state.write(workspace.state());
    }
    status.imported(state.size());

    StateMachineDefinition machine = template.stateMachines().get(StateMachineDefinition.TRAINING);
    Map<String, TaskResource> tasks = new HashMap<>();
    standIns.forEach(standIn -> tasks.putAll(standIn.tasks()));
    LocalTraining training =
        new LocalTraining(
            states.executions(machine, tasks), workspace.training(), log, console.nanos());
    for (StandIn standIn : standIns) {
      standIn.open();
    }
    gateway.control(
        RedriveEndpoint.PATH, secret, AwsServer.handler(new RedriveEndpoint(messaging)));
    ErasureCheck erasures =
        new ErasureCheck(
            tables.client(), template.tables().keySet(), workspace.folder(), workspace.users());
    gateway.control(
        ErasureEndpoint.PATH, secret, AwsServer.handler(new ErasureEndpoint(erasures, clock)));
    new ConsoleEndpoints(gateway, secret, messaging, state.example(), console).open();
    Greeting greeting =
        new Greeting(
            console,
            gateway.port(),
            messaging,
            workspace,
            state.example(),
            new ConsoleAddress(gateway.port(), workspace.controlFile()).line(console, secret));
    boolean hasModel = state.isComplete(workspace);
    if (!hasModel) {
      TrainingEstimate estimate = TrainingEstimate.of(setting, state.size(), console.nanos());
      status.expect(estimate, setting.epochs());
      greeting.early(estimate);
      greeting.examples();
      FirstModel first = new FirstModel(training, models::champion, log, closeables::isClosed);
      Optional<String> model = status.training(first::train);
      if (model.isPresent()) {
        state = state.withModel(model.get());
        state.write(workspace.state());
        steps.done("Training");
      }
    }
    new RepeatedTraining(training, status, state, workspace.state(), log, closeables)
        .begin(gateway, secret, machine.schedule());
    TrainingLog told = new TrainingLog(console);
    RecommendationBatch recommendations =
        new RecommendationBatch(tables, exported(values), workspace.folder(), job.telling(told));
    gateway.control(
        WorkEndpoint.BATCH,
        secret,
        new WorkEndpoint(told, asked -> recommendations.run(asked.path("count").asInt())));
    greeting.ready();
    if (hasModel) {
      greeting.examples();
    }
    return new Started(
        template,
        values.with(Map.of(LocalFunctions.MODEL_VERSION, state.model())),
        secret,
        state.example().user());
  }

  private HttpGateway gateway() throws IOException {
    try {
      HttpGateway gateway = HttpGateway.start(options.port(), clock, console::line);
      closeables.add(gateway::close);
      return gateway;
    } catch (BindException e) {
      throw new UsageException(
          "port " + options.port() + " is taken; stop what listens there or give another --port");
    }
  }

  private Workspace workspace() throws IOException {
    Workspace workspace =
        options.storage().isPresent()
            ? Workspace.lasting(options.storage().get())
            : Workspace.temporary();
    closeables.add(workspace::close);
    return workspace;
  }

  private static LocalValues values(
      Template template, Workspace workspace, Map<String, String> libraries, List<StandIn> standIns)
      throws IOException {
    Map<String, String> overrides = new HashMap<>(libraries);
    overrides.put("USER_KEY_SECRET", uri(workspace.userKey()));
    overrides.put("MODEL_STORE", uri(workspace.folder()));
    standIns.forEach(standIn -> overrides.putAll(standIn.environment()));
    return new LocalValues(template, overrides);
  }

  /** Names of the tables by their folders in an export. */
  private static Map<String, String> exported(LocalValues values) {
    Map<String, String> environment =
        values.environmentOf(values.template().declaring(CATALOGUE).get(0));
    return Map.of(
        "interactions",
        environment.get("INTERACTIONS_TABLE"),
        "catalogue",
        environment.get(CATALOGUE));
  }

  private DataSet read(StoredState stored) throws IOException {
    DataSet data = DataSet.read(stored.dataFolder(), options.given());
    console.line("Data: " + data.name());
    data.survey().lines().forEach(console::line);
    data.survey().refuseLosses();
    LocalFiles.replace(
        stored.workspace().logs().resolve("cleaning.json"),
        out -> out.write(LocalJson.readable(data.survey().json())));
    return data;
  }

  private DataSet imported(DataSet data, ImportTarget target) {
    Stopwatch step = new Stopwatch(console);
    Instant begun = clock.instant();
    new Importer(target, console, closeables::isClosed).run(data, begun);
    new FullCatalogue(target.catalogue(), options.delist(), console).finish(data, begun);
    step.done("Import");
    return data;
  }

  private static String uri(Path path) {
    String uri = path.toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }
}
