package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.features.ItemDescription;
import dev.tidemark.features.ItemEncoder;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesFileTest {
  private static final int DIMENSION = 2;
  private static final FeatureTables TABLES =
      new FeatureTables(
          new ItemEncoder(List.of("GÄRTEN", "GÄRTEN/ROSE"), List.of("red"), new double[] {5}, 3),
          DIMENSION,
          new float[] {1, 2, 3, 4},
          new float[] {5, 6},
          new float[22],
          new float[] {7, 8, 9, 10, 11, 12},
          new Unseen(-1.5f, .25f, .5f, -.5f, 7.5f));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    FeaturesFile.write(folder, TABLES);
    file = folder.resolve(ModelPackage.FEATURES);
  }

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    FeatureTables read = FeaturesFile.read(model(), DIMENSION).orElseThrow();

    assertThat(read).usingRecursiveComparison().isEqualTo(TABLES);
    assertThat(read.vector(ItemDescription.of("", "GÄRTEN/ROSE", 1)).orElseThrow())
        .containsExactly(2, 3);
  }

  @Test
  void shouldDoWithoutTheFileWhereThePackageIsOfBefore() {
    assertThat(FeaturesFile.read(TinyPackage.in(folder, Map.of(), "lamp"), DIMENSION)).isEmpty();
  }

  @Test
  void shouldRefuseTablesOfOtherVectors() throws IOException {
    ModelPackage model = model();

    assertRefused(model, DIMENSION + 1);
  }

  @Test
  void shouldRefuseWhatever() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 3) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(model(), DIMENSION);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefused(model(), DIMENSION);
  }

  @Test
  void shouldRefuseEveryAlteredByte() throws IOException {
    ModelPackage model = model();
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] altered = whole.clone();
      altered[i] ^= (byte) 0x41;
      Files.write(file, altered);
      assertRefused(model, DIMENSION);
    }
  }

  private static void assertRefused(ModelPackage model, int dimension) {
    assertThatThrownBy(() -> FeaturesFile.read(model, dimension))
        .isInstanceOf(ModelPackageException.class)
        .hasMessage("model v: what describes its items is not readable; train again");
  }

  private ModelPackage model() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return TinyPackage.in(folder, Map.of(ModelPackage.FEATURES, Sha256.hex(in)), "lamp");
    }
  }
}
