package dev.tidemark.local.data;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commands to copy and paste, with ids of the data. */
public final class CurlExamples {
  private CurlExamples() {}

  public static List<String> curl(int port, ExampleIds ids) {
    String api = "http://localhost:" + port + "/v1/";
    return List.of(
        "curl -s " + quoted(api + "users/" + encoded(ids.user()) + "/recommendations?count=5"),
        "curl -s -H 'Content-Type: application/json' -d "
            + quoted("{\"events\":[" + beginOfEvent(ids))
            + "$(date -u +%FT%TZ)"
            + quoted("\"}]}")
            + " "
            + quoted(api + "events"),
        "curl -s " + quoted(api + "users/nobody-yet/recommendations?count=5"));
  }

  /** An event for the bus, in EventBridge's own protocol. */
  public static String putEvents(int port, String bus, ExampleIds ids) {
    String entry =
        "{\"Entries\":[{\"EventBusName\":"
            + json(bus)
            + ",\"Source\":\"shop\",\"DetailType\":\"Shopper Event\",\"Detail\":\""
            + escaped(beginOfEvent(ids));
    return "curl -s -H 'X-Amz-Target: AWSEvents.PutEvents' -d "
        + quoted(entry)
        + "$(date -u +%FT%TZ)"
        + quoted(escaped("\"}") + "\"}]}")
        + " http://localhost:"
        + port;
  }

  /** Up to the time, which the shell puts in. */
  private static String beginOfEvent(ExampleIds ids) {
    return String.format(
        "{\"userId\":%s,\"itemId\":%s,\"type\":\"view\",\"timestamp\":\"",
        json(ids.user()), json(ids.item()));
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String json(String text) {
    return '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
