package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountsFilesTest {
  private static final Blend BLEND =
      new Blend(
          new Blend.Shares(.3f, .25f, .1f, -.4f),
          new Counts(
              Optional.of(new Habit(30, 0.45)),
              new float[] {.5f, 1f},
              new SequentialRules(new int[] {0, 2, 2}, new int[] {1, 0}, new float[] {.3f, .1f}),
              true,
              new Demand(
                  new float[] {.6f, .4f},
                  new float[] {1, 2},
                  new float[] {-.1f, .1f},
                  new float[] {3, 4})));

  @TempDir private Path folder;

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    CountsFiles.write(folder, BLEND);

    assertThat(CountsFiles.read(model("lamp", "chair")))
        .usingRecursiveComparison()
        .isEqualTo(BLEND);
  }

  @Test
  void shouldReadThatThereAreNeitherHabitsNorRules() throws IOException {
    Counts counts = BLEND.counts();
    Blend none =
        new Blend(
            Blend.Shares.NONE,
            new Counts(
                Optional.empty(),
                counts.behaviours(),
                SequentialRules.none(2),
                false,
                counts.demand()));
    CountsFiles.write(folder, none);

    assertThat(CountsFiles.read(model("lamp", "chair"))).usingRecursiveComparison().isEqualTo(none);
  }

  @Test
  void shouldRefuseCountsOfOtherItemsOrCutShort() throws IOException {
    CountsFiles.write(folder, BLEND);

    assertRefused(model("lamp"));
    Files.write(folder.resolve("counts.bin"), new byte[20]);
    assertRefused(model("lamp", "chair"));
    Files.writeString(folder.resolve("counts.json"), "{");
    assertRefused(model("lamp", "chair"));
  }

  private static void assertRefused(ModelPackage model) {
    assertThatThrownBy(() -> CountsFiles.read(model))
        .isInstanceOf(ModelPackageException.class)
        .hasMessage("model v: its counts are not readable; train again");
  }

  private ModelPackage model(String... itemIds) {
    return TinyPackage.in(folder, Map.of(), itemIds);
  }
}
