package dev.tidemark.local.aws.states;

import dev.tidemark.local.RunException;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.StandIn;
import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.local.template.StateMachineDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Step Functions: the template's training state machine on services of this machine. */
public final class LocalStates implements StandIn {
  /** By which waiting is shortened here, schedules and states alike: an hour is a minute. */
  public static final int SCALE = 60;

  /** Ten minutes of a canary are for requests that come in meanwhile; here nobody would wait. */
  private static final long LONGEST_WAIT_MS = 500;

  private final AwsServer api = AwsServer.start("states", 0);
  private final Path folder;
  private final Host host;

  /**
   * @param folder where executions are kept
   */
  public LocalStates(Path folder, Host host) throws IOException {
    this.folder = folder;
    this.host = host;
    host.closeables().add(api::close);
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("STATES_ENDPOINT", api.endpoint().toString());
  }

  /**
   * The machine's executions, which functions may ask for from now on.
   *
   * @throws DefinitionException where the definition asks for a resource that is not there
   */
  public Executions executions(
      StateMachineDefinition machine, Map<String, TaskResource> resources) {
    Executions executions =
        new Executions(
            machine.arn(),
            DefinitionReader.read(machine.definition(), machine.substitutions()),
            resources,
            folder,
            host.log(),
            host.clock(),
            LocalStates::pause,
            host.closeables()::isClosed);
    api.control("/", host.secret(), new StatesApi(executions));
    return executions;
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(Math.min(LONGEST_WAIT_MS, wait.toMillis() / SCALE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted", e);
    }
  }
}
