package dev.tidemark.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.Console;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.shop.SimulatedShop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTest {
  @TempDir Path folder;

  @Test
  void shouldTellOtherDataByItsFingerprint() throws Exception {
    // Given
    new SimulatedShop(10, 1).write(folder);
    DataIdentity first = DataIdentity.of(folder);
    ExampleIds example = DataSet.read(folder).example();

    // When
    DataIdentity same = DataIdentity.of(folder);
    Files.writeString(
        folder.resolve("events.csv"), "u,P1001,view,1750000000,,,\n", StandardOpenOption.APPEND);
    DataIdentity other = DataIdentity.of(folder);

    // Then
    assertThat(same.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
    assertThat(example.user()).startsWith("shopper-");
    assertThat(example.item()).startsWith("P");
  }

  @Test
  void shouldTakeAShopBeforeItsFirstEvent() throws Exception {
    Files.writeString(folder.resolve("items.csv"), "item_id\nA\nB\n");
    Files.writeString(folder.resolve("events.csv"), "user_id,item_id,event_type,timestamp\n");

    DataSet data = DataSet.read(folder);

    assertThat(data.events().kept()).isZero();
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
        u,A,VIEW,1750000001
        u,A,VIEW,1750000002
        """);
    DataSet data = DataSet.read(folder);
    StringWriter text = new StringWriter();

    // When
    Cleaning.print(data.events(), new Console(new PrintWriter(text), false, () -> 0));
    Cleaning.write(List.of(data.items(), data.events()), folder.resolve("logs/cleaning.json"));

    // Then
    assertThat(text.toString())
        .contains("events.csv: 4 rows, 1 kept, 0 exact duplicates dropped, 3 not usable")
        .contains("  2 x type ")
        .contains("(line 4, 5)");
    assertThat(folder.resolve("logs/cleaning.json"))
        .content()
        .contains("\"duplicates\" : 1", "\"firstLines\" : [ 4, 5 ]");
  }

  @Test
  void shouldRefuseDataWithoutAUsableEvent() throws Exception {
    Files.writeString(folder.resolve("items.csv"), "item_id\nA\n");
    Files.writeString(
        folder.resolve("events.csv"), "user_id,item_id,event_type,timestamp\n,A,view,1\n");
    assertThatThrownBy(() -> DataSet.read(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has no usable event");
  }
}
