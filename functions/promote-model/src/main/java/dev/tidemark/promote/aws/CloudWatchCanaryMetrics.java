package dev.tidemark.promote.aws;

import dev.tidemark.promote.port.CanaryMetrics;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** Lambda's own metrics of a version that an alias sends requests to. */
public record CloudWatchCanaryMetrics(
    CloudWatchClient client, String function, String alias, InstantSource clock)
    implements CanaryMetrics {
  private static final int PERIOD_SECONDS = 60;

  @Override
  public Counts since(Instant begin, String functionVersion) {
    List<MetricDataResult> results =
        client
            .getMetricDataPaginator(
                get ->
                    get.startTime(begin.truncatedTo(ChronoUnit.MINUTES))
                        .endTime(clock.instant().plusSeconds(PERIOD_SECONDS))
                        .metricDataQueries(
                            query("invocations", "Invocations", functionVersion),
                            query("errors", "Errors", functionVersion)))
            .stream()
            .flatMap(page -> page.metricDataResults().stream())
            .toList();
    return new Counts(sum(results, "invocations"), sum(results, "errors"));
  }

  private MetricDataQuery query(String id, String name, String functionVersion) {
    Metric metric =
        Metric.builder()
            .namespace("AWS/Lambda")
            .metricName(name)
            .dimensions(
                dimension("FunctionName", function),
                dimension("Resource", function + ":" + alias),
                dimension("ExecutedVersion", functionVersion))
            .build();
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(stat -> stat.metric(metric).period(PERIOD_SECONDS).stat("Sum"))
        .build();
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  private static long sum(List<MetricDataResult> results, String id) {
    Stream<Double> values =
        results.stream().filter(it -> it.id().equals(id)).flatMap(it -> it.values().stream());
    return Math.round(values.mapToDouble(Double::doubleValue).sum());
  }
}
