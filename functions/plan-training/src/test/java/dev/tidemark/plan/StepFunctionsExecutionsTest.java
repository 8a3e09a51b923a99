package dev.tidemark.plan;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.notContaining;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

class StepFunctionsExecutionsTest {
  @Test
  void shouldReadEveryPageOfRunningExecutions() {
    WireMockServer server = new WireMockServer(options().dynamicPort());
    server.start();
    server.stubFor(
        post("/")
            .withHeader("X-Amz-Target", equalTo("AWSStepFunctions.ListExecutions"))
            .withRequestBody(matchingJsonPath("$.statusFilter", equalTo("RUNNING")))
            .withRequestBody(matchingJsonPath("$.stateMachineArn", equalTo("arn:machine")))
            .withRequestBody(notContaining("nextToken"))
            .willReturn(
                okJson(
                    "{\"executions\": [{\"executionArn\": \"arn:1\", \"startDate\": 1}], \"nextToken\": \"n\"}")));
    server.stubFor(
        post("/")
            .withRequestBody(containing("nextToken"))
            .willReturn(
                okJson("{\"executions\": [{\"executionArn\": \"arn:2\", \"startDate\": 2.5}]}")));

    try (SfnClient client =
        SfnClient.builder()
            .endpointOverride(URI.create(server.baseUrl()))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(5)))
            .build()) {
      assertThat(new StepFunctionsExecutions(client, "arn:machine").running())
          .containsExactly(
              new RunningExecution(Instant.ofEpochSecond(1), "arn:1"),
              new RunningExecution(Instant.ofEpochMilli(2500), "arn:2"));
    } finally {
      server.stop();
    }
  }
}
