package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.local.aws.lambda.LambdaApi;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;

/** The models of a running {@code tidemark up}, as seen from another process. */
public final class RunningProduct {
  private static final long WAIT_MS = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  public RunningProduct(int port) {
    this.port = port;
  }

  /** {@code GET /v1/models}. */
  public JsonNode models() throws IOException, InterruptedException {
    return send(request("/v1/models").build());
  }

  /**
   * Brings a former champion back, through the canary where no version of today's code holds it.
   *
   * @param out gets a line for each step
   * @throws RunException where a step fails; the champion of before serves then
   */
  public void rollBack(String version, Consumer<String> out)
      throws IOException, InterruptedException {
    String outcome = step("rollback", version, out);
    if (outcome.equals("published")) {
      outcome = "pending";
      while (outcome.equals("pending")) {
        Thread.sleep(WAIT_MS);
        outcome = step("ready", version, out);
      }
      for (String next : new String[] {"canary", "check", "shift"}) {
        if (!outcome.equals("fail") && !outcome.equals("failed")) {
          outcome = step(next, version, out);
        }
      }
      if (!outcome.equals("done")) {
        step("back", version, out);
      }
    }
    if (!outcome.equals("done")) {
      throw new RunException("model " + version + " was not brought back: " + outcome);
    }
  }

  private String step(String step, String version, Consumer<String> out)
      throws IOException, InterruptedException {
    byte[] payload = JSON.writeValueAsBytes(Map.of("step", step, "modelVersion", version));
    JsonNode answer =
        send(
            request(LambdaApi.PATH + "PromoteModel/invocations")
                .header("Authorization", "local")
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
                .build());
    if (answer.has("errorMessage")) {
      throw new RunException(answer.path("errorMessage").asText());
    }
    String outcome = answer.path("outcome").asText();
    out.accept((step + ": " + outcome + " " + answer.path("reason").asText()).strip());
    return outcome;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new UsageException(
          "nothing runs at port " + port + "; start ./tidemark up or give its --port");
    }
    if (response.statusCode() != 200) {
      throw new RunException("port " + port + " answered with status " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }
}
