package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemsFileTest {
  private static final ItemTable TABLE =
      new ItemTable(new float[] {1, 2, 3, 4, 5, 6}, new float[] {-.5f, .25f});

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    ItemsFile.write(folder, TABLE);
    file = folder.resolve(ModelPackage.ITEMS);
  }

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    assertThat(read("lamp", "chair")).usingRecursiveComparison().isEqualTo(TABLE);

    ItemTable compared = TABLE.comparedBy(new float[] {.6f, .8f});
    ItemsFile.write(folder, compared);
    assertThat(read("lamp", "chair")).usingRecursiveComparison().isEqualTo(compared);
  }

  @Test
  void shouldReadTablesOfManyPieces() throws IOException {
    float[] vectors = new float[40_000];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = i;
    }
    String[] items = IntStream.range(1, 1_000).mapToObj(i -> "item" + i).toArray(String[]::new);
    ItemsFile.write(folder, new ItemTable(vectors, new float[items.length]));

    assertThat(Arrays.equals(read(items).vectors(), vectors)).isTrue();
  }

  @Test
  void shouldRefuseTablesOfOtherItemsCutShortOrTooLong() throws IOException {
    byte[] whole = Files.readAllBytes(file);

    assertRefused("lamp");
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertRefused("lamp", "chair");
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefused("lamp", "chair");
    Files.delete(file);
    assertRefused("lamp", "chair");
  }

  @Test
  void shouldRefuseWhatIsNotWhatTheManifestSays() throws IOException {
    String sha256;
    try (InputStream in = Files.newInputStream(file)) {
      sha256 = Sha256.hex(in);
    }
    ModelPackage model =
        TinyPackage.in(folder, Map.of(ModelPackage.ITEMS, sha256), "lamp", "chair");
    assertThat(ItemsFile.read(model).biases()).containsExactly(-.5f, .25f);

    byte[] altered = Files.readAllBytes(file);
    altered[altered.length - 1] ^= 1;
    Files.write(file, altered);
    assertThatThrownBy(() -> ItemsFile.read(model))
        .isInstanceOf(ModelPackageException.class)
        .hasRootCauseMessage("it was altered: its SHA-256 is not that of the manifest");
  }

  private void assertRefused(String... itemIds) {
    assertThatThrownBy(() -> read(itemIds))
        .isInstanceOf(ModelPackageException.class)
        .hasMessage("model v: its items' vectors are not readable; train again");
  }

  private ItemTable read(String... itemIds) {
    return ItemsFile.read(TinyPackage.in(folder, Map.of(), itemIds));
  }
}
