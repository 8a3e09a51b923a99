package dev.tidemark.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.folder.Survey;
import dev.tidemark.data.format.Given;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.shop.SimulatedShop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTest {
  @TempDir Path folder;

  @Test
  void shouldTellOtherDataByItsFingerprint() throws Exception {
    // Given
    new SimulatedShop(10, 1).write(folder);
    DataIdentity first = DataIdentity.of(folder, Given.NOTHING);
    ExampleIds example = DataSet.read(folder, Given.NOTHING).example();

    // When
    DataIdentity same = DataIdentity.of(folder, Given.NOTHING);
    Files.writeString(
        folder.resolve("events.csv"), "u,P1001,view,1750000000,,,\n", StandardOpenOption.APPEND);
    DataIdentity other = DataIdentity.of(folder, Given.NOTHING);

    // Then
    assertThat(same.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
    assertThat(example.user()).startsWith("shopper-");
    assertThat(example.shoppers()).hasSize(3).doesNotHaveDuplicates().startsWith(example.user());
    assertThat(example.item()).startsWith("P");
  }

  @Test
  void shouldTakeAShopBeforeItsFirstEvent() throws Exception {
    Files.writeString(folder.resolve("items.csv"), "item_id\nA\nB\n");
    Files.writeString(folder.resolve("events.csv"), "user_id,item_id,event_type,timestamp\n");

    DataSet data = DataSet.read(folder, Given.NOTHING);

    assertThat(data.survey().keptEvents()).isZero();
    assertThat(data.example()).isEqualTo(new ExampleIds("somebody", "A"));
  }

  @Test
  void shouldReportWhatCannotBeUsed() throws Exception {
    // Given
    Files.writeString(folder.resolve("items.csv"), "item_id,title,category,price\nA,,,1\nA,,,1\n");
    Files.writeString(
        folder.resolve("events.csv"),
        """
        user_id,item_id,event_type,timestamp
        ,A,view,1750000000
        u,A,view,1750000000
        u,A,view,soon
        u,A,view,later
        u,B,view,1750000001
        """);

    // When
    Survey survey = DataSet.read(folder, Given.NOTHING).survey();

    // Then
    assertThat(survey.lines())
        .contains("events.csv: 5 rows, 2 kept, 0 exact duplicates dropped, 3 not usable")
        .anySatisfy(
            line -> assertThat(line).startsWith("  2 x timestamp not usable (line 4, 5): "));
    assertThat(LocalJson.MAPPER.valueToTree(survey.json()).at("/files/0/dropped"))
        .hasToString("{\"timestamp not usable\":2,\"userId missing\":1}");
  }

  @Test
  void shouldRefuseDataWithoutAUsableEvent() throws Exception {
    Files.writeString(folder.resolve("items.csv"), "item_id\nA\n");
    Files.writeString(
        folder.resolve("events.csv"), "user_id,item_id,event_type,timestamp\n,A,view,1764000000\n");
    assertThatThrownBy(() -> DataSet.read(folder, Given.NOTHING).survey().refuseLosses())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("most of its rows cannot be used")
        .hasMessageContaining("userId missing");
  }
}
