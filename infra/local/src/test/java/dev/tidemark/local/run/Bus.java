package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The event bus as a shop's server sees it. */
final class Bus {
  /** Messages that are good in {@link #putWithNeighbours}. */
  static final int NEIGHBOURS = 9;

  /** Entries that a call may have. */
  private static final int MOST = 10;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final URI endpoint;
  private final String name;

  Bus(int port, String name) {
    endpoint = URI.create("http://localhost:" + port);
    this.name = name;
  }

  static String neighbour(int number) {
    return "neighbour-" + number;
  }

  void put(String user, String item, Instant time) throws IOException, InterruptedException {
    send(List.of(entry(event(user, item, time))));
  }

  /** The user's event, those of eight neighbours, and a message without any usable entry. */
  void putWithNeighbours(String user, String item, Instant time)
      throws IOException, InterruptedException {
    List<Map<String, String>> entries = new ArrayList<>();
    entries.add(entry(event(user, item, time)));
    for (int i = 1; i < NEIGHBOURS; i++) {
      entries.add(entry(event(neighbour(i), item, time)));
    }
    entries.add(4, entry(Map.of("userId", user)));
    send(entries);
  }

  /**
   * Any number of messages, ten in a call.
   *
   * @param details of shoppers' events
   */
  void putAll(List<Map<String, Object>> details) throws IOException, InterruptedException {
    for (int from = 0; from < details.size(); from += MOST) {
      List<Map<String, String>> entries = new ArrayList<>();
      for (Map<String, Object> detail :
          details.subList(from, Math.min(details.size(), from + MOST))) {
        entries.add(entry(detail));
      }
      send(entries);
    }
  }

  static Map<String, Object> event(String user, String item, Instant time) {
    return Map.of("userId", user, "itemId", item, "type", "view", "timestamp", time.toString());
  }

  private Map<String, String> entry(Map<String, Object> detail) throws IOException {
    return Map.of(
        "EventBusName",
        name,
        "Source",
        "shop",
        "DetailType",
        "Shopper Event",
        "Detail",
        json.writeValueAsString(detail));
  }

  private void send(List<Map<String, String>> entries) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "AWSEvents.PutEvents")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    json.writeValueAsBytes(Map.of("Entries", entries))))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (!answer.body().contains("\"FailedEntryCount\":0")) {
      throw new AssertionError(answer.body());
    }
  }
}
