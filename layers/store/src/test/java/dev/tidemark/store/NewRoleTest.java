package dev.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class NewRoleTest {
  private int calls;

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "AccessDeniedException"})
  void shouldAskAgainWhatIsDenied(String code) {
    assertThat(ask(5, code)).isEqualTo("there");
    assertThat(calls).isEqualTo(6);
  }

  @Test
  void shouldGiveUpAfterThirtyPauses() {
    assertThatThrownBy(() -> ask(Integer.MAX_VALUE, "AccessDenied"))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(calls).isEqualTo(31);
  }

  @Test
  void shouldNotWaitForWhatIsNoDenial() {
    assertThatThrownBy(() -> ask(1, "NoSuchBucket")).isInstanceOf(StoreUnavailableException.class);
    assertThat(calls).isEqualTo(1);
  }

  private String ask(int failures, String code) {
    return NewRole.patiently(
        () -> {
          if (calls++ < failures) {
            throw new StoreUnavailableException("GetObject failed", failure(code));
          }
          return "there";
        },
        () -> true);
  }

  private static AwsServiceException failure(String code) {
    return S3Exception.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
