package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.ModelNotFoundException;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.store.fake.InMemoryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {
  private final InMemoryFolder folder = new InMemoryFolder();
  private final List<Path> read = new ArrayList<>();
  private final FakeModel network = new FakeModel(3);
  private final ModelPackage model = network.modelPackage();
  private final ModelLoader loader =
      new ModelLoader(
          new ModelRegistry(folder),
          (fetched, tables) -> {
            assertThat(fetched.resolve("manifest.json")).exists();
            read.add(fetched);
            return model;
          },
          opened -> network);

  @Test
  void shouldLoadTheVersionAndLeaveNoFiles() {
    publish(FakeModel.VERSION);

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
    publish("20250101T000000Z-other");

    assertThatThrownBy(() -> loader.load(FakeModel.VERSION))
        .isInstanceOf(ModelNotFoundException.class);
    assertThatThrownBy(() -> loader.load("20250101T000000Z-other"))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("20250101T000000Z-other")
        .hasMessageContaining(FakeModel.VERSION);
  }

  private void publish(String version) {
    folder.put("models/" + version + "/saved_model/saved_model.pb", "");
    folder.put("models/" + version + "/manifest.json", "{}");
  }
}
