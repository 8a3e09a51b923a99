package dev.tidemark.local.aws.lambda;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.UrlText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * CloudWatch's GetMetricData for a function's versions: requests that the alias sent to each, and
 * those that failed, since the version was published.
 */
record MetricsApi(VersionedFunction function) implements AwsServer.Service {
  private static final String QUERY = "MetricDataQueries.member.";
  private static final String METRIC = ".MetricStat.Metric.";
  private static final int DIMENSIONS = 30;

  @Override
  public AwsAnswer answer(HttpExchange call, byte[] body) {
    Map<String, String> form = UrlText.query(new String(body, StandardCharsets.UTF_8));
    StringBuilder results = new StringBuilder();
    for (int i = 1; form.containsKey(QUERY + i + ".Id"); i++) {
      results.append(result(form, QUERY + i));
    }
    String document =
        "<GetMetricDataResponse><GetMetricDataResult><MetricDataResults>"
            + results
            + "</MetricDataResults></GetMetricDataResult></GetMetricDataResponse>";
    return AwsAnswer.of(document.getBytes(StandardCharsets.UTF_8)).with("Content-Type", "text/xml");
  }

  private String result(Map<String, String> form, String query) {
    PublishedVersion version = function.version(executedVersion(form, query + METRIC));
    boolean errors = form.getOrDefault(query + METRIC + "MetricName", "").equals("Errors");
    // Lambda reports nothing of a version that nobody called.
    String values =
        version.invocations().get() == 0
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
}
