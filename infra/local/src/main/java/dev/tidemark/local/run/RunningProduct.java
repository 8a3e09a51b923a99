package dev.tidemark.local.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.RunException;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.lambda.LambdaApi;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running {@code tidemark up}, as another process sees it and asks it. */
public record RunningProduct(int port) {
  private static final long WAIT_MS = 500;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** {@code GET /v1/models}. */
  public JsonNode models() throws IOException, InterruptedException {
    return send(request("/v1/models").build());
  }

  /** What it holds and how far it is, see {@link RunStatus}. */
  public JsonNode status() throws IOException, InterruptedException {
    return send(request(RunStatus.PATH).build());
  }

  /**
   * The id of a shopper to begin with.
   *
   * @throws RunException where there is none yet
   */
  public String shopper() throws IOException, InterruptedException {
    HttpRequest.Builder asked =
        request(ConsoleEndpoints.EXAMPLES)
            .header(RunSecret.HEADER, secret().value())
            .POST(HttpRequest.BodyPublishers.noBody());
    String shopper = send(asked.build()).path("shoppers").path(0).asText();
    if (shopper.isEmpty()) {
      throw new RunException("port " + port + " knows no shopper yet; send events first");
    }
    return shopper;
  }

  /** The id of the item that is listed first, see {@code GET /v1/items}; blank = there is none. */
  public String item() throws IOException, InterruptedException {
    return send(request("/v1/items").build()).path("items").path(0).path("itemId").asText();
  }

  /** From what somebody unknown is answered, such as {@code popular}. */
  String strategy() throws IOException {
    try {
      return send(request("/v1/users/nobody-yet/recommendations?count=1").build())
          .path("strategy")
          .asText();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted", e);
    }
  }

  /**
   * {@code GET /v1/metrics}.
   *
   * @param query as it stands in the address
   */
  public JsonNode metrics(String query) throws IOException, InterruptedException {
    return send(request("/v1/metrics?" + query).build());
  }

  /**
   * {@code GET /v1/segments}.
   *
   * @param query names and values, not yet encoded
   */
  public JsonNode segments(Map<String, String> query) throws IOException, InterruptedException {
    String encoded =
        query.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<byte[]> response =
        send(request("/v1/segments?" + encoded).build(), HttpResponse.BodyHandlers.ofByteArray());
    JsonNode answer = LocalJson.MAPPER.readTree(response.body());
    if (response.statusCode() == 400) {
      throw new UsageException(answer.path("detail").asText());
    }
    if (response.statusCode() != 200) {
      throw new RunException("port " + port + " answered with status " + response.statusCode());
    }
    return answer;
  }

  /** Gives pseudonyms as the run does, whose key its own account may read. */
  public Pseudonymiser users() throws IOException, InterruptedException {
    JsonNode answer = send(request(StorageEndpoint.PATH).build());
    return new UserKeyFile(StorageEndpoint.storage(answer).resolve(Workspace.USER_KEY)).users();
  }

  /**
   * Starts a training and follows it to its end.
   *
   * @param out gets the lines of its progress
   * @throws UsageException where nothing runs at the port
   * @throws RunException where the training fails
   */
  public void train(Consumer<String> out) throws IOException, InterruptedException {
    JsonNode done = follow(WorkEndpoint.TRAIN, Map.of(), out);
    if (done.has("model")) {
      out.accept("Model " + done.path("model").asText());
    }
  }

  /**
   * Has it recommend for all users and follows it to its end.
   *
   * @param count items for each user
   * @param out gets the lines of its progress
   * @return the figures
   * @throws UsageException where nothing runs at the port
   * @throws RunException where it fails
   */
  public JsonNode batch(int count, Consumer<String> out) throws IOException, InterruptedException {
    JsonNode done = follow(WorkEndpoint.BATCH, Map.of("count", count), out);
    if (!done.has("figures")) {
      throw new RunException("./tidemark up ended before; start it and give the command again");
    }
    out.accept("Recommendations: " + done.path("folder").asText());
    return done.path("figures");
  }

  private JsonNode follow(String path, Map<String, ?> asked, Consumer<String> out)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header(RunSecret.HEADER, secret().value())
            .POST(HttpRequest.BodyPublishers.ofByteArray(LocalJson.bytes(asked)))
            .build();
    HttpResponse<Stream<String>> response = send(request, HttpResponse.BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      throw notServing();
    }
    JsonNode last = LocalJson.MAPPER.missingNode();
    try (Stream<String> lines = response.body()) {
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        last = LocalJson.MAPPER.readTree(each.next());
        if (last.has("line")) {
          out.accept(last.path("line").asText());
        }
      }
    }
    if (last.path(WorkEndpoint.OUTCOME).asText().equals("failed")) {
      throw new RunException(last.path("reason").asText());
    }
    return last;
  }

  /**
   * Has it send again what it set aside.
   *
   * @param out gets what came of it
   * @throws UsageException where nothing runs at the port
   */
  public void redrive(Consumer<String> out) throws IOException, InterruptedException {
    JsonNode answer =
        send(
            request(RedriveEndpoint.PATH)
                .header(RunSecret.HEADER, secret().value())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    out.accept("Sent again: " + answer.path(RedriveEndpoint.SENT).asInt());
    int left = answer.path(RedriveEndpoint.LEFT).asInt();
    if (left > 0) {
      out.accept("Not sent, since no queue takes them: " + left);
    }
  }

  /**
   * Has it look for an erased user in all that it keeps.
   *
   * @return what it found
   * @throws UsageException where the receipt is none, or another user's
   */
  public JsonNode verifyErasure(JsonNode receipt, Optional<String> userId)
      throws IOException, InterruptedException {
    Map<String, Object> asked = new HashMap<>(Map.of(ErasureEndpoint.RECEIPT, receipt));
    userId.ifPresent(id -> asked.put(ErasureEndpoint.USER, id));
    JsonNode answer =
        send(
            request(ErasureEndpoint.PATH)
                .header(RunSecret.HEADER, secret().value())
                .POST(HttpRequest.BodyPublishers.ofByteArray(LocalJson.bytes(asked)))
                .build());
    if (answer.has(ErasureEndpoint.USAGE)) {
      throw new UsageException(answer.path(ErasureEndpoint.USAGE).asText());
    }
    return answer;
  }

  /**
   * Brings a former champion back, through the canary where no version of today's code holds it.
   *
   * @param out gets a line for each step
   * @throws RunException where a step fails; the champion of before serves then
   */
  public void rollBack(String version, Consumer<String> out)
      throws IOException, InterruptedException {
    if (!isDone(Map.of("step", "rollback", "modelVersion", version), version, out)) {
      throw new RunException("model " + version + " was not brought back");
    }
  }

  /**
   * Lets a second model answer some of the users.
   *
   * @param share percent of them
   * @param out gets a line for each step
   * @throws RunException where a step fails; the champion answers all then
   */
  public void startExperiment(String version, int share, Consumer<String> out)
      throws IOException, InterruptedException {
    String champion = "";
    for (JsonNode model : models().path("models")) {
      champion = model.path("serving").asBoolean() ? model.path("version").asText() : champion;
    }
    if (!isDone(
        Map.of("step", "experiment", "modelVersion", version, "share", share), champion, out)) {
      throw new RunException("the experiment with model " + version + " was not started");
    }
  }

  /** Takes all steps, and goes back where one fails. */
  private boolean isDone(Map<String, Object> first, String version, Consumer<String> out)
      throws IOException, InterruptedException {
    String outcome = step(first, out);
    if (outcome.equals("published")) {
      do {
        Thread.sleep(WAIT_MS);
        outcome = step("ready", version, out);
      } while (outcome.equals("pending"));
      for (String next : new String[] {"canary", "check", "shift"}) {
        if (!outcome.equals("fail") && !outcome.equals("failed")) {
          outcome = step(next, version, out);
        }
      }
      if (!outcome.equals("done")) {
        step("back", version, out);
      }
    }
    return outcome.equals("done");
  }

  private String step(String step, String version, Consumer<String> out)
      throws IOException, InterruptedException {
    return step(Map.of("step", step, "modelVersion", version), out);
  }

  private String step(Map<String, Object> asked, Consumer<String> out)
      throws IOException, InterruptedException {
    JsonNode answer =
        send(
            request(LambdaApi.PATH + "PromoteModel/invocations")
                .header(RunSecret.HEADER, secret().value())
                .POST(HttpRequest.BodyPublishers.ofByteArray(LocalJson.bytes(asked)))
                .build());
    if (answer.has("errorMessage")) {
      throw new RunException(answer.path("errorMessage").asText());
    }
    String outcome = answer.path("outcome").asText();
    out.accept((asked.get("step") + ": " + outcome + " " + answer.path("reason").asText()).strip());
    return outcome;
  }

  /** What a run tells to commands of its own account alone. */
  private RunSecret secret() throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        send(request(StorageEndpoint.PATH).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw notServing();
    }
    try {
      return StorageEndpoint.controlFile(LocalJson.MAPPER.readTree(response.body())).read(port);
    } catch (JsonProcessingException | InvalidPathException e) {
      throw notServing();
    }
  }

  private UsageException notServing() {
    return new UsageException(
        "what runs at port "
            + port
            + " is no ./tidemark up that serves already; wait for its"
            + " \"Ready\" or give another --port");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new RunException("port " + port + " answered with status " + response.statusCode());
    }
    return LocalJson.MAPPER.readTree(response.body());
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    try {
      return CLIENT.send(request, handler);
    } catch (ConnectException e) {
      throw new UsageException(
          "nothing runs at port " + port + "; start ./tidemark up or give its --port");
    }
  }
}
