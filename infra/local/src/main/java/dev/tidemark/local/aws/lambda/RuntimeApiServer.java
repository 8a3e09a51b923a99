package dev.tidemark.local.aws.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API (version 2018-06-01) for one function process: hands over invocations and
 * takes the answers. The snapshot is taken and restored at once, since only the hooks matter here.
 */
final class RuntimeApiServer implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";

  /** Who does not know it takes no invocations: AWS's client sends no header of ours. */
  private final String prefix = "/" + RunSecret.random().value();

  private final String functionArn;
  private final Runnable onSnapshot;
  private final AwsServer server;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();

  /**
   * One request on its way through the function.
   *
   * @param deadlineMillis epoch milliseconds at which the function is stopped
   * @param answer completed by the runtime
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way only, never compared
  private record Invocation(
      String requestId, byte[] payload, long deadlineMillis, CompletableFuture<byte[]> answer) {}

  /**
   * @param onSnapshot runs where Lambda would take the snapshot: init and the hooks before it are
   *     done, those after it are not
   */
  RuntimeApiServer(String functionName, Runnable onSnapshot) throws IOException {
    this.onSnapshot = onSnapshot;
    functionArn = LocalAccount.arn("lambda", "function:" + functionName);
    server = AwsServer.start("runtime-api-" + functionName, 0);
    server.serve(prefix + BASE, this::answer);
  }

  /** What AWS_LAMBDA_RUNTIME_API is to be: host and port, and a path that is a secret. */
  String address() {
    return "127.0.0.1:" + server.port() + prefix;
  }

  /** Completes when the function first asks for work; fails with what init or restore reported. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Completes with the function's answer, or fails with what it reported. */
  CompletableFuture<byte[]> submit(byte[] payload, long deadlineMillis) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    waiting.add(new Invocation(UUID.randomUUID().toString(), payload, deadlineMillis, answer));
    return answer;
  }

  /** Fails everything that still waits for this process. */
  void fail(FunctionException reason) {
    ready.completeExceptionally(reason);
    waiting.forEach(invocation -> invocation.answer().completeExceptionally(reason));
    running.values().forEach(invocation -> invocation.answer().completeExceptionally(reason));
  }

  @Override
  public void close() {
    server.close();
  }

  private AwsAnswer answer(HttpExchange exchange, byte[] body) throws InterruptedException {
    String call = exchange.getRequestURI().getPath().substring((prefix + BASE).length());
    return switch (call) {
      case "invocation/next" -> next();
      case "restore/next" -> restored();
      case "init/error" -> startFailed("init", body);
      case "restore/error" -> startFailed("restore", body);
      default -> finished(call, body);
    };
  }

  private AwsAnswer next() throws InterruptedException {
    ready.complete(null);
    Invocation invocation = waiting.take();
    running.put(invocation.requestId(), invocation);
    return AwsAnswer.of(invocation.payload())
        .with("Content-Type", "application/json")
        .with("Lambda-Runtime-Aws-Request-Id", invocation.requestId())
        .with("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMillis()))
        .with("Lambda-Runtime-Invoked-Function-Arn", functionArn)
        .with("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
  }

  private AwsAnswer restored() {
    onSnapshot.run();
    return AwsAnswer.empty(200);
  }

  private AwsAnswer startFailed(String phase, byte[] body) {
    ready.completeExceptionally(new FunctionException(phase + " failed: " + describe(body)));
    return AwsAnswer.empty(202);
  }

  private AwsAnswer finished(String call, byte[] body) {
    String[] parts = call.split("/", -1);
    boolean known = parts.length == 3 && parts[0].equals("invocation");
    Invocation invocation = known ? running.remove(parts[1]) : null;
    if (invocation == null) {
      return AwsAnswer.empty(404);
    }
    if (parts[2].equals("response")) {
      invocation.answer().complete(body);
    } else {
      invocation.answer().completeExceptionally(new FunctionException(describe(body)));
    }
    return AwsAnswer.empty(202);
  }

  /** What the runtime's error document says, as one line; the function's log has the class. */
  private static String describe(byte[] body) {
    try {
      JsonNode error = LocalJson.MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
      String text = error.path("errorMessage").asText("").replaceAll("\\s+", " ").strip();
      return text.isEmpty() ? "an error without a message" : text;
    } catch (JsonProcessingException e) {
      return "an error that is not JSON: " + new String(body, StandardCharsets.UTF_8).strip();
    }
  }
}
