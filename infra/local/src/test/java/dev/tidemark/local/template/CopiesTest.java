package dev.tidemark.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.store.erasure.Copies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A receipt says how long copies remain; the template decides it. */
class CopiesTest {
  @Test
  void shouldBeKeptAsLongAsReceiptsSay() {
    assertThat(forget("TrainingBucket").get("ExpirationInDays")).isEqualTo(Copies.EXPORTS.days());
    assertThat(forget("ImportBucket").get("ExpirationInDays"))
        .isEqualTo(Copies.IMPORT_FILES.days());
    assertThat(forget("ModelBucket").get("NoncurrentVersionExpiration"))
        .isEqualTo(Map.of("NoncurrentDays", Copies.RECOMMENDATION_VERSIONS.days()));
    // What the template leaves to AWS.
    assertThat(TemplateFaults.OURS.properties("AWS::DynamoDB::Table").get("InteractionsTable"))
        .extractingByKey("PointInTimeRecoverySpecification")
        .isEqualTo(Map.of("PointInTimeRecoveryEnabled", true));
    Map<String, Map<String, Object>> queues = TemplateFaults.OURS.properties("AWS::SQS::Queue");
    assertThat(queues.get("EventQueue")).doesNotContainKey("MessageRetentionPeriod");
    assertThat(queues.get("ImportQueue")).doesNotContainKey("MessageRetentionPeriod");
  }

  private static Map<?, ?> forget(String bucket) {
    Map<?, ?> lifecycle =
        (Map<?, ?>)
            TemplateFaults.OURS
                .properties("AWS::S3::Bucket")
                .get(bucket)
                .get("LifecycleConfiguration");
    return (Map<?, ?>) ((List<?>) lifecycle.get("Rules")).get(0);
  }
}
