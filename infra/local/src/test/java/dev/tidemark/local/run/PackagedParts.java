package dev.tidemark.local.run;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.events.LocalMessaging;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.lambda.LocalFunctions;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.local.calls.FolderBuckets;
import dev.tidemark.local.calls.RecordingClient;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The real parts of a run of the template, in a workspace of their own; no function runs yet. */
final class PackagedParts implements AutoCloseable {
  final BuiltProject build = new BuiltProject(Path.of("..", "..").toAbsolutePath().normalize());
  final Closeables closeables = new Closeables();
  final RunSecret secret = RunSecret.random();
  final Template template = TemplateReader.read(build.template());
  final Map<String, String> libraries =
      BuiltProject.libraries(template, Map.of(), "Linux", "amd64");
  final Workspace workspace = Workspace.temporary();
  final HttpGateway gateway;
  final Host host;
  final LocalTables tables;
  final LocalFunctions functions;
  final LocalMessaging messaging;
  final LocalValues values;

  /** The same with buckets and a secret in the place of files, for the functions. */
  final LocalValues deployed;

  /**
   * @param lines gets what the parts tell
   * @param errors gets what ends a run
   */
  PackagedParts(Consumer<String> lines, Consumer<String> errors) throws IOException {
    closeables.add(workspace::close);
    gateway = HttpGateway.start(0, Clock.systemUTC(), errors);
    closeables.add(gateway::close);
    host = new Host(Clock.systemUTC(), lines, closeables, secret, errors);
    tables =
        new LocalTables(template, workspace.tables(), workspace.buckets(), workspace.tmp(), host);
    functions =
        new LocalFunctions(
            RecordingClient.of(build.runtimeClient()),
            workspace.tmp(),
            workspace.logs(),
            gateway,
            host);
    messaging =
        new LocalMessaging(template.messaging(), workspace.messages(), functions::invoke, 0, host);
    Map<String, String> overrides = new HashMap<>(libraries);
    overrides.putAll(tables.environment());
    overrides.put("USER_KEY_SECRET", workspace.userKey().toUri().toString());
    overrides.put("MODEL_STORE", workspace.folder().toUri().toString());
    overrides.putAll(messaging.environment());
    values = new LocalValues(template, overrides);
    deployed = values.with(inAws());
  }

  private Map<String, String> inAws() throws IOException {
    FolderBuckets buckets =
        new FolderBuckets(
            Map.of("ModelBucket", workspace.folder(), "ImportBucket", workspace.imports()),
            workspace.userKey());
    closeables.add(buckets::close);
    return Map.of(
        "MODEL_STORE", "s3://ModelBucket",
        "IMPORT_STORE", "s3://ImportBucket",
        "S3_ENDPOINT", buckets.endpoint().toString(),
        "USER_KEY_SECRET", "UserKeySecret",
        "SECRETS_ENDPOINT", buckets.endpoint().toString());
  }

  @Override
  public void close() {
    closeables.close();
  }
}
