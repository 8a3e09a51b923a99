package dev.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class NewRoleTest {
  private final FakeTime time = new FakeTime();
  private int calls;

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "AccessDeniedException"})
  void shouldAskAgainWhatIsDenied(String code) {
    assertThat(ask(5, code)).isEqualTo("there");
    assertThat(calls).isEqualTo(6);
  }

  @Test
  void shouldGiveUpAfterHalfAMinute() {
    Instant start = time.instant();

    assertThatThrownBy(() -> ask(Integer.MAX_VALUE, "AccessDenied"))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(time.instant()).isBetween(start.plusSeconds(28), start.plusSeconds(30));
  }

  @Test
  void shouldNotWaitForWhatIsNoDenial() {
    assertThatThrownBy(() -> ask(1, "NoSuchBucket")).isInstanceOf(StoreUnavailableException.class);
    assertThat(calls).isEqualTo(1);
  }

  private String ask(int failures, String code) {
    Backoff halfAMinute = new Backoff(Duration.ofSeconds(30), time, time, new Random(1));
    return NewRole.patiently(
        () -> {
          if (calls++ < failures) {
            throw new StoreUnavailableException("GetObject failed", failure(code));
          }
          return "there";
        },
        halfAMinute);
  }

  private static AwsServiceException failure(String code) {
    return S3Exception.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
