package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.ModelPackage;
import dev.tidemark.store.files.ModelNotFoundException;
import dev.tidemark.store.files.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {
  private final List<String> versions = new ArrayList<>();
  private final List<Path> read = new ArrayList<>();
  private final FakeModel network = new FakeModel(3);
  private final ModelPackage model = network.modelPackage();
  private final ModelLoader loader =
      new ModelLoader(
          new FakeModelStore(),
          folder -> {
            assertThat(folder.resolve("manifest.json")).exists();
            read.add(folder);
            return model;
          },
          opened -> network);

  @Test
  void shouldLoadTheVersionAndLeaveNoFiles() {
    versions.add(FakeModel.VERSION);

    assertThat(loader.load(FakeModel.VERSION))
        .contains(new ModelLoader.LoadedModel(model, network));
    assertThat(read).hasSize(1);
    assertThat(read.get(0)).doesNotExist();
  }

  @Test
  void shouldDoWithoutAModelOnAFirstDeployment() {
    assertThat(loader.load("")).isEmpty();
    assertThat(loader.load(FakeModel.VERSION)).isEmpty();
  }

  @Test
  void shouldNotServeAnotherModelThanTheOneNamed() {
    versions.add("20250101T000000Z-other");

    assertThatThrownBy(() -> loader.load(FakeModel.VERSION))
        .isInstanceOf(ModelNotFoundException.class);
    assertThatThrownBy(() -> loader.load("20250101T000000Z-other"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("20250101T000000Z-other")
        .hasMessageContaining(FakeModel.VERSION);
  }

  private final class FakeModelStore implements ModelStore {
    @Override
    public List<String> versions() {
      return versions;
    }

    @Override
    public Path fetch(String version, Path into) {
      if (!versions.contains(version)) {
        throw new ModelNotFoundException("no model " + version);
      }
      try {
        Path folder = Files.createDirectories(into.resolve(version).resolve("saved_model"));
        Files.writeString(folder.resolve("saved_model.pb"), "");
        Files.writeString(folder.resolveSibling("manifest.json"), "{}");
        return into.resolve(version);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void publish(String version, Path packageFolder) {
      throw new UnsupportedOperationException();
    }
  }
}
