package dev.tidemark.local.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.UsageException;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Against the project's own template. */
class TemplateTablesTest {
  private final Template template = TemplateReader.read(Path.of("..", "..", "template.yaml"));

  @Test
  void shouldTakeKeysAndStreamFromTheTemplate() {
    CreateTableRequest request = request("InteractionsTable");
    assertThat(request.keySchema())
        .extracting(key -> key.attributeName() + " " + key.keyType())
        .containsExactly("pk HASH", "sk RANGE");
    assertThat(request.streamSpecification().streamViewType())
        .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
    assertThat(request.globalSecondaryIndexes().get(0).indexName()).isEqualTo("touches");
    LocalSecondaryIndex history = request.localSecondaryIndexes().get(0);
    assertThat(history.indexName()).isEqualTo("history");
    assertThat(history.keySchema())
        .extracting(key -> key.attributeName() + " " + key.keyType())
        .containsExactly("pk HASH", "place RANGE");
    assertThat(history.projection().projectionType()).isEqualTo(ProjectionType.ALL);
  }

  @Test
  void shouldTakeTheIndexFromTheTemplate() {
    CreateTableRequest request = request("CatalogueTable");
    GlobalSecondaryIndex index = request.globalSecondaryIndexes().get(0);
    assertThat(index.indexName()).isEqualTo("newest");
    assertThat(index.keySchema().get(1).attributeName()).isEqualTo("listedAt");
    assertThat(index.keySchema().get(1).keyType()).isEqualTo(KeyType.RANGE);
    assertThat(index.projection().nonKeyAttributes()).contains("title", "category", "price");
    assertThat(request.attributeDefinitions())
        .anyMatch(
            a ->
                a.attributeName().equals("listedAt") && a.attributeType() == ScalarAttributeType.N);
    assertThat(request.streamSpecification()).isNull();
  }

  @Test
  void shouldRefuseATableThatWasMadeWithOtherKeys() {
    CreateTableRequest wanted = request("InteractionsTable");
    TableDescription same = description(wanted, "pk", "sk", "place");
    TableDescription older = description(wanted, "pk", "sk");

    assertThatNoException().isThrownBy(() -> TemplateTables.check(same, wanted));
    assertThatThrownBy(() -> TemplateTables.check(older, wanted))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("InteractionsTable is of another version of tidemark")
        .hasMessageContaining("Give another --storage");
  }

  private static TableDescription description(CreateTableRequest of, String... attributes) {
    return TableDescription.builder()
        .attributeDefinitions(
            of.attributeDefinitions().stream()
                .filter(it -> List.of(attributes).contains(it.attributeName()))
                .toList())
        .keySchema(of.keySchema())
        .localSecondaryIndexes(
            LocalSecondaryIndexDescription.builder()
                .keySchema(of.localSecondaryIndexes().get(0).keySchema())
                .build())
        .build();
  }

  private CreateTableRequest request(String table) {
    return TemplateTables.request(table, template.tables().get(table));
  }
}
