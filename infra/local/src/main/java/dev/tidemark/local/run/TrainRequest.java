package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Starts a training on a running {@code tidemark up} and follows it to its end. */
public final class TrainRequest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final Consumer<String> out;

  /**
   * @param out gets the lines of its progress
   */
  public TrainRequest(int port, Consumer<String> out) {
    this.port = port;
    this.out = out;
  }

  /**
   * @throws UsageException where nothing runs at the port
   * @throws RunException where the training fails
   */
  public void run() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + TrainRequests.PATH))
            .header(TrainRequests.HEADER, "train")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<Stream<String>> response;
    try {
      response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    } catch (ConnectException e) {
      throw new UsageException(
          "nothing runs at port " + port + "; start ./tidemark up or give its --port");
    }
    if (response.statusCode() != 200) {
      throw new UsageException(
          "what runs at port "
              + port
              + " is no ./tidemark up that serves already; wait for its"
              + " \"Ready\" or give another --port");
    }
    try (Stream<String> lines = response.body()) {
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        tell(JSON.readTree(each.next()));
      }
    }
  }

  private void tell(JsonNode entry) {
    if (entry.has("line")) {
      out.accept(entry.path("line").asText());
    } else if (entry.path("outcome").asText().equals("trained")) {
      out.accept("Model " + entry.path("model").asText());
    } else if (entry.path("outcome").asText().equals("failed")) {
      throw new RunException(entry.path("reason").asText());
    }
  }
}
