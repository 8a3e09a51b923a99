package dev.tidemark.store.adapter;

import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.store.PutResult;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class SilentServerIT {

  @Test
  void shouldAnswerWithinFiveSecondsWhereTheServerNeverDoes() throws Exception {
    // Given a server that takes connections and says nothing
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DynamoDbClient client =
            AwsClients.dynamoDbBuilder()
                .endpointOverride(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
      var store =
          new DynamoDbInteractionStore(
              client, "any", Clock.systemUTC(), Duration.ZERO, Backoff.interactive());

      // When
      long start = System.nanoTime();
      PutResult result = store.put(interactions(USER, 500));

      // Then
      assertThat(result).isEqualTo(new PutResult(0, 0, 500));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }
}
