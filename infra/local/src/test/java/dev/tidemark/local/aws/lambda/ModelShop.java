package dev.tidemark.local.aws.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpHandler;
import dev.tidemark.local.Closeables;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.lambda.sample.ModelHandler;
import dev.tidemark.local.calls.FolderBuckets;
import dev.tidemark.local.calls.RecordingClient;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.Route;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ServedModel;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The packaged promote-model under AWS's runtime, and a small function in versions that it
 * publishes through AWS's own client.
 */
final class ModelShop implements AutoCloseable {
  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path RUNTIME = Path.of("target", "runtime-client").toAbsolutePath();
  private static final Path PROMOTE = HOME.resolve("functions/promote-model/target/task");
  private static final String PROMOTER = "dev.tidemark.promote.PromoteHandler";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String WARMUP = "[{\"query\":{\"count\":\"10\"}}]";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final RunSecret secret = RunSecret.random();
  private final Path folder;
  private final HttpGateway gateway;
  private final AwsServer metrics;
  private final FolderBuckets buckets;
  private final VersionedFunction versions;
  private final LocalFunction promoter;

  /**
   * @param lambda what stands before Lambda's interface
   */
  ModelShop(Path folder, UnaryOperator<HttpHandler> lambda) throws Exception {
    this.folder = folder;
    metrics = AwsServer.start("metrics", 0);
    buckets = new FolderBuckets(Map.of("ModelBucket", folder), folder);
    gateway = HttpGateway.start(0, Clock.systemUTC(), System.out::println);
    Path task = packed();
    versions =
        new VersionedFunction(
            "Recommend",
            "live",
            Map.of("MODEL_VERSION", "", "OTHER", "stays"),
            (version, environment) ->
                function("Recommend", task, ModelHandler.class.getName(), environment),
            new Random(1)::nextDouble,
            VersionsFile.in(folder, System.out::println));
    versions.open();
    gateway.serve(List.of(new Route("GET", "/v1/recommendations")), versions::invoke);
    promoter = function("PromoteModel", PROMOTE, PROMOTER, promoterEnvironment());
    gateway.control(
        LambdaApi.PATH,
        secret,
        lambda.apply(
            AwsServer.handler(
                new LambdaApi(versions, (name, payload, wait) -> promoter.invoke(payload, wait)))));
    metrics.control("/", secret, new MetricsApi(versions));
  }

  private Map<String, String> promoterEnvironment() {
    String address = "http://127.0.0.1:" + gateway.port();
    return Map.of(
        "MODEL_STORE",
        "s3://ModelBucket",
        "S3_ENDPOINT",
        buckets.endpoint().toString(),
        "RECOMMEND_FUNCTION",
        "Recommend",
        "RECOMMEND_ALIAS",
        "live",
        "FEWEST_TEST_EVENTS",
        "100",
        "RECOMMEND_MEMORY_MB",
        "3008",
        "AWS_SESSION_TOKEN",
        secret.value(),
        "LAMBDA_ENDPOINT",
        address,
        "CLOUDWATCH_ENDPOINT",
        metrics.endpoint().toString());
  }

  private LocalFunction function(
      String name, Path task, String handler, Map<String, String> environment) {
    return new LocalFunction(
        new FunctionLaunch(
            new FunctionDefinition(
                name,
                task,
                handler + "::handleRequest",
                512,
                Duration.ofSeconds(60),
                false,
                List.of(),
                Map.of(),
                List.of()),
            RecordingClient.of(RUNTIME),
            List.of(),
            environment,
            folder,
            folder.resolve("logs").resolve(name + ".log")),
        new Host(Clock.systemUTC(), line -> {}, new Closeables(), secret, reason -> {}));
  }

  /** The small function as Maven would pack it. */
  private Path packed() throws Exception {
    Path classFile = Path.of(ModelHandler.class.getName().replace('.', '/') + ".class");
    Path classes =
        Path.of(ModelHandler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = folder.resolve("task").resolve(classFile);
    Files.createDirectories(target.getParent());
    Files.copy(classes.resolve(classFile), target);
    return folder.resolve("task");
  }

  VersionedFunction versions() {
    return versions;
  }

  /** The model that the API answers from. */
  String answering() throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + gateway.port() + "/v1/recommendations"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError("status " + response.statusCode() + ": " + response.body());
    }
    return json.readTree(response.body()).path("modelVersion").asText();
  }

  /** Outcome and reason of a step. */
  String step(String step, String model) throws IOException {
    return step(Map.of("step", step, "modelVersion", model));
  }

  /** The same of the step that lets a second model in. */
  String experiment(String model, int share) throws IOException {
    return step(Map.of("step", "experiment", "modelVersion", model, "share", share));
  }

  private String step(Map<String, Object> asked) throws IOException {
    byte[] payload = json.writeValueAsBytes(asked);
    JsonNode answer = json.readTree(promoter.invoke(payload, PATIENCE));
    return (answer.path("outcome").asText() + " " + answer.path("reason").asText()).strip();
  }

  /** Waits until the version is started, or is not. */
  String awaitReady(String model) throws IOException, InterruptedException {
    String answer = step("ready", model);
    while (answer.startsWith("pending")) {
      Thread.sleep(100);
      answer = step("ready", model);
    }
    return answer;
  }

  /** All steps as the state machine takes them. */
  void promote(String model) throws IOException, InterruptedException {
    step("publish", model);
    awaitReady(model);
    step("canary", model);
    step("check", model);
    step("shift", model);
  }

  /** What CloudFormation does: all that it knows of, a version of it, and the alias there. */
  void updateStack() {
    versions.hold(ServedModel.NOTHING);
    PublishedVersion deployed = versions.publish("deployed");
    versions.route(new VersionedFunction.Alias(deployed.number(), Map.of()));
  }

  /** The process of promote-model. */
  static List<ProcessHandle> promoters() {
    return ProcessHandle.current()
        .children()
        .filter(it -> it.info().commandLine().orElse("").contains(PROMOTER))
        .toList();
  }

  /** A package that beats popularity and is as good as the champion (blank = none). */
  void train(String model, String champion) throws IOException {
    Path models = Files.createDirectories(folder.resolve("models").resolve(model));
    Files.writeString(models.resolve("warmup.json"), WARMUP);
    ObjectNode manifest = json.createObjectNode().put("version", model);
    manifest.put("format", Manifest.FORMAT);
    manifest.putObject("files").put("warmup.json", sha256(WARMUP));
    ObjectNode comparison = manifest.putObject("comparison").put("events", 100);
    comparison.putObject("challenger").put("ndcg@10", 0.1);
    comparison.putObject("popularity").put("ndcg@10", 0.01);
    if (!champion.isEmpty()) {
      ObjectNode node = comparison.putObject("champion").put("version", champion);
      node.putObject("metrics").put("ndcg@10", 0.1);
    }
    json.writeValue(models.resolve("manifest.json").toFile(), manifest);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    promoter.close();
    versions.close();
    gateway.close();
    metrics.close();
    buckets.close();
  }
}
