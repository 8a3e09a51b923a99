package dev.tidemark.local.aws.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * CloudWatch's GetMetricData for a function's versions: requests that the alias sent to each, and
 * those that failed, since the version was published.
 */
public final class MetricsApi implements AutoCloseable {
  private static final String QUERY = "MetricDataQueries.member.";
  private static final String METRIC = ".MetricStat.Metric.";
  private static final int DIMENSIONS = 30;

  private final HttpServer server;

  private MetricsApi(HttpServer server) {
    this.server = server;
  }

  /** On a port of its own: AWS's client drops a path in the endpoint. */
  public static MetricsApi start() throws IOException {
    HttpServer server = Loopback.server("metrics", 0);
    server.start();
    return new MetricsApi(server);
  }

  /** From now on it tells about this function. */
  public void serve(VersionedFunction function) {
    server.createContext("/", exchange -> handle(exchange, function));
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }

  private static void handle(HttpExchange exchange, VersionedFunction function) throws IOException {
    try (exchange) {
      Map<String, String> form =
          form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      StringBuilder results = new StringBuilder();
      for (int i = 1; form.containsKey(QUERY + i + ".Id"); i++) {
        results.append(result(form, QUERY + i, function));
      }
      byte[] body =
          ("<GetMetricDataResponse><GetMetricDataResult><MetricDataResults>"
                  + results
                  + "</MetricDataResults></GetMetricDataResult></GetMetricDataResponse>")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String result(Map<String, String> form, String query, VersionedFunction function) {
    PublishedVersion version = function.version(executedVersion(form, query + METRIC));
    boolean errors = form.getOrDefault(query + METRIC + "MetricName", "").equals("Errors");
    // Lambda reports nothing of a version that nobody called.
    String values =
        version.invocations() == 0
            ? ""
            : "<member>" + (errors ? version.errors() : version.invocations()) + ".0</member>";
    return "<member><Id>"
        + form.get(query + ".Id")
        + "</Id><StatusCode>Complete</StatusCode><Values>"
        + values
        + "</Values></member>";
  }

  private static String executedVersion(Map<String, String> form, String metric) {
    for (int i = 1; i <= DIMENSIONS; i++) {
      String dimension = metric + "Dimensions.member." + i;
      if ("ExecutedVersion".equals(form.get(dimension + ".Name"))) {
        return form.getOrDefault(dimension + ".Value", "");
      }
    }
    return "";
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String field : body.split("&", -1)) {
      String[] parts = field.split("=", 2);
      if (parts.length == 2) {
        form.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}
