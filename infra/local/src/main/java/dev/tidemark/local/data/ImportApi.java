package dev.tidemark.local.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.RunException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends batches to the ingest API as a shop's server would, waiting where it is asked to. */
public final class ImportApi {
  private static final int ATTEMPTS = 8;
  private static final int ACCEPTED = 202;
  private static final int NO_VALID_ENTRY = 422;
  private static final int UNAVAILABLE = 503;
  private static final long MAX_WAIT_SECONDS = 30;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI api;
  private final Sleeper sleeper;

  /** Waits; tests only count. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  public ImportApi(URI api, Sleeper sleeper) {
    this.api = api;
    this.sleeper = sleeper;
  }

  /**
   * Sends one batch; again where the store did not answer, which is safe.
   *
   * @return the answer with accepted, duplicates and rejected
   * @throws RunException where it is refused as a whole or not taken after several attempts
   */
  public JsonNode send(String method, String path, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == ACCEPTED || answer.statusCode() == NO_VALID_ENTRY) {
          return LocalJson.MAPPER.readTree(answer.body());
        }
        if (answer.statusCode() != UNAVAILABLE) {
          throw new RunException(
              method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        sleeper.sleep(retryAfter(answer));
      }
    } catch (JsonProcessingException e) {
      throw new RunException(method + " " + path + " did not answer with JSON", e);
    } catch (IOException e) {
      throw new RunException(method + " " + path + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted", e);
    }
    throw new RunException(method + " " + path + " was not available in " + ATTEMPTS + " attempts");
  }

  private static Duration retryAfter(HttpResponse<?> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("1");
    try {
      return Duration.ofSeconds(Math.min(MAX_WAIT_SECONDS, Long.parseLong(seconds.strip())));
    } catch (NumberFormatException e) {
      return Duration.ofSeconds(
          1); // the header may also be a date, which no function of ours sends
    }
  }
}
