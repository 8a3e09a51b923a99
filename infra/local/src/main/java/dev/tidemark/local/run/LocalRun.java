package dev.tidemark.local.run;

import dev.tidemark.local.aws.events.LocalEvents;
import dev.tidemark.local.aws.events.LocalQueues;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.states.Executions;
import dev.tidemark.local.data.Cleaning;
import dev.tidemark.local.data.DataIdentity;
import dev.tidemark.local.data.DataSet;
import dev.tidemark.local.data.EventValues;
import dev.tidemark.local.data.ExampleIds;
import dev.tidemark.local.data.Examples;
import dev.tidemark.local.data.ImportApi;
import dev.tidemark.local.data.Importer;
import dev.tidemark.local.shop.SimulatedShop;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.Template;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.OtherFormatException;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the whole product up on this machine, from the template to the trained model. */
public final class LocalRun {
  private static final String MODEL_VERSION = "MODEL_VERSION";

  private final Build build;
  private final UpOptions options;
  private final Map<String, String> environment;
  private final Console console;
  private final Clock clock;
  private final Closeables closeables = new Closeables();

  /**
   * @param home folder of the built project
   * @param environment of this process
   */
  public LocalRun(
      Path home, UpOptions options, Map<String, String> environment, Console console, Clock clock) {
    this.build = new Build(home);
    this.options = options;
    this.environment = Map.copyOf(environment);
    this.console = console;
    this.clock = clock;
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
   * @param user one with a history
   */
  public record Started(Template template, LocalValues values, String user) {}

  /**
   * Returns when the API answers from a trained model.
   *
   * @throws UsageException what the user gave cannot be used
   * @throws RunException a step failed
   */
  public Started start() throws IOException {
    Template template = build.read();
    build.check(template);
    Map<String, String> libraries =
        Build.libraries(
            template, environment, System.getProperty("os.name"), System.getProperty("os.arch"));
    HttpGateway gateway = gateway();
    Workspace workspace = workspace();
    RunState state = stateOf(workspace);

    Phases phases = new Phases(console);
    LocalMessaging messaging = new LocalMessaging(template.messaging(), workspace, closeables);
    LocalTables tables = LocalTables.start(workspace, template, closeables);
    phases.done("DynamoDB Local with " + template.tables().size() + " tables");
    LocalQueues queues = messaging.queues();
    phases.done("ElasticMQ with " + template.messaging().queues().size() + " queues");
    StatesApi states = StatesApi.start();
    closeables.add(states::close);
    LocalFunctions functions =
        new LocalFunctions(build.runtimeClient(), workspace.logs(), gateway, clock, closeables);
    LocalValues values =
        values(template, workspace, tables.endpoint(), libraries)
            .with(EventValues.of(template.messaging(), queues, workspace.imports()))
            .with(Map.of("STATES_ENDPOINT", states.endpoint().toString()))
            .with(functions.promotion());
    List<FunctionDefinition> scoring = template.declaring(MODEL_VERSION);
    List<FunctionDefinition> others =
        template.functions().stream().filter(f -> !scoring.contains(f)).toList();
    functions.start(others, values);
    functions.startVersions(scoring.get(0), values, workspace.versions());
    phases.done("Functions " + names(template.functions()));

    if (!state.imported()) {
      state = state.withImported(importData(workspace, gateway));
      state.write(workspace.state());
      phases.done("Import");
    }
    Lines lines = new Lines(console);
    LocalTraining training =
        training(new Services(template, workspace, tables, functions, states), libraries, lines);
    if (!state.isComplete(workspace)) {
      state = state.withModel(firstModel(training));
      state.write(workspace.state());
      phases.done("Training");
    } else {
      tellOtherFormat(workspace.folder().resolve("models").resolve(state.model()));
    }
    RunState first = state;
    LaterModels.Memory memory = version -> first.withModel(version).write(workspace.state());
    new LaterModels(training, memory, lines, closeables)
        .begin(gateway, template.stateMachines().get(TrainingMachine.ID).schedule());
    // The bus is wanted at the port beside the API's.
    LocalEvents events =
        messaging.open(functions::invoke, gateway.port() + 1, clock, console::line);
    console.line("Ready: http://localhost:" + gateway.port());
    console.line(
        "Event bus: http://localhost:" + events.port() + ", imports: " + workspace.imports());
    Examples.curl(gateway.port(), state.example()).forEach(console::line);
    for (String bus : events.buses()) {
      console.line(Examples.putEvents(events.port(), bus, state.example()));
    }
    return new Started(
        template, values.with(Map.of(MODEL_VERSION, state.model())), state.example().user());
  }

  private void tellOtherFormat(Path model) {
    try {
      ModelPackage.requireFormat(model);
    } catch (OtherFormatException e) {
      console.line("Note: " + e.getMessage() + "; until then the answers are what is popular");
    }
  }

  private LocalTraining training(Services services, Map<String, String> libraries, Lines lines) {
    Workspace workspace = services.workspace();
    Training job =
        new Training(build.trainingJob(), libraries, workspace.logs(), lines, closeables);
    Executions executions =
        new TrainingMachine(services, clock, closeables).with(job, options.jobArguments());
    return new LocalTraining(executions, workspace.training(), lines, console.nanos());
  }

  /** What an interrupted run left goes on, else a training begins. */
  private String firstModel(LocalTraining training) throws IOException {
    console.line("Training on " + Runtime.getRuntime().availableProcessors() + " cores");
    Optional<String> left = training.left();
    Optional<String> version = left.isPresent() ? left : training.byHand();
    return version.orElseThrow(() -> new RunException("no model was trained"));
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

  /** Where the last run with this storage came to, once it is clear that the data is the same. */
  private RunState stateOf(Workspace workspace) throws IOException {
    Optional<RunState> stored = RunState.read(workspace.state());
    if (stored.isPresent() && options.data().isEmpty() && stored.get().isComplete(workspace)) {
      console.line("Data: " + stored.get().dataSet() + ", as stored");
      return stored.get();
    }
    DataIdentity data = DataIdentity.of(dataFolder(workspace));
    if (stored.isEmpty()) {
      RunState fresh = RunState.begin(data);
      fresh.write(workspace.state());
      return fresh;
    }
    if (!stored.get().fingerprint().equals(data.fingerprint())) {
      throw new UsageException(
          String.format(
              "%s holds the data set %s, which is not this %s; give the same --data or another"
                  + " --storage",
              workspace.folder(), stored.get().dataSet(), data.name()));
    }
    return stored.get();
  }

  private Path dataFolder(Workspace workspace) throws IOException {
    if (options.data().isPresent()) {
      return options.data().get();
    }
    Path folder = workspace.simulatedShop();
    new SimulatedShop(SimulatedShop.SHOPPERS, SimulatedShop.SEED).write(folder);
    return folder;
  }

  private LocalValues values(
      Template template, Workspace workspace, URI tables, Map<String, String> libraries)
      throws IOException {
    Map<String, String> overrides = new LinkedHashMap<>(libraries);
    overrides.put("DYNAMODB_ENDPOINT", tables.toString());
    overrides.put("USER_KEY_SECRET", uri(workspace.userKey()));
    overrides.put("MODEL_STORE", uri(workspace.folder()));
    return new LocalValues(template, overrides);
  }

  private ExampleIds importData(Workspace workspace, HttpGateway gateway) throws IOException {
    DataSet data = DataSet.read(dataFolder(workspace));
    console.line("Data: " + data.name());
    Cleaning.print(data.items(), console);
    Cleaning.print(data.events(), console);
    Cleaning.write(List.of(data.items(), data.events()), workspace.logs().resolve("cleaning.json"));
    ImportApi api =
        new ImportApi(
            URI.create("http://127.0.0.1:" + gateway.port()),
            duration -> Thread.sleep(duration.toMillis()));
    new Importer(api, console).run(data);
    return data.example();
  }

  private static String uri(Path path) {
    String uri = path.toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private static List<String> names(List<FunctionDefinition> functions) {
    return functions.stream().map(FunctionDefinition::id).toList();
  }
}
