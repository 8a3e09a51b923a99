package dev.tidemark.recommendation.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.Head;
import dev.tidemark.propensity.Inputs;
import dev.tidemark.propensity.PropensityModel;
import dev.tidemark.propensity.Spend;
import dev.tidemark.propensity.Taste;
import dev.tidemark.recommendation.fake.FakeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropensityFileTest {
  private static final float[] STATE = {3, 4};

  @TempDir private Path folder;

  private ModelPackage model(Map<String, String> files) {
    ModelPackage fake = new FakeModel(3).modelPackage();
    Manifest own = fake.manifest();
    Manifest manifest =
        new Manifest(
            own.format(),
            own.version(),
            own.createdAt(),
            own.preset(),
            own.seed(),
            own.parameters(),
            own.dataHash(),
            own.gitCommit(),
            own.features(),
            own.metrics(),
            own.comparison(),
            files);
    return new ModelPackage(folder, manifest, fake.vocabulary(), fake.popularity(), fake.warmup());
  }

  private static Head head(List<String> inputs) {
    double[] weights = new double[inputs.size()];
    weights[0] = 0.5;
    Taste taste = new Taste(new float[] {1, 1}, List.of(new float[] {1, 0}), new double[] {0.25});
    return new Head(30, inputs, new double[inputs.size()], weights, -1, taste, 0.3);
  }

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    Head written = head(Inputs.names());
    BgNbd rhythm = new BgNbd(1, 2, 3, 4);
    PropensityFile.write(
        folder, new PropensityModel(1000, rhythm, Spend.UNKNOWN, List.of(written)));

    PropensityModel read = PropensityFile.read(model(Map.of("propensity.json", ""))).orElseThrow();

    double[] inputs = new double[Inputs.names().size()];
    inputs[0] = 2;
    assertThat(read.heads().get(0).probability(inputs, STATE))
        .isEqualTo(written.probability(inputs, STATE))
        .isEqualTo(Head.probability(-1 + 0.5 * 2 + 0.25 * 2));
    assertThat(read.rhythm()).isEqualTo(rhythm);
    assertThat(read.spend().mean()).isNaN();
    assertThat(read.readsState()).isTrue();
  }

  @Test
  void shouldLeaveOutAHeadThatReadsWhatThisCodeDoesNotTell() throws IOException {
    PropensityModel other =
        new PropensityModel(
            1000, new BgNbd(1, 2, 3, 4), Spend.UNKNOWN, List.of(head(List.of("UNHEARD_OF"))));
    PropensityFile.write(folder, other);

    assertThat(PropensityFile.read(model(Map.of("propensity.json", ""))))
        .hasValueSatisfying(read -> assertThat(read.heads()).isEmpty());
  }

  @Test
  void shouldFindNothingInAnOlderPackage() {
    assertThat(PropensityFile.read(model(Map.of()))).isEmpty();
  }

  @Test
  void shouldRefuseADamagedFile() throws IOException {
    Files.writeString(folder.resolve("propensity.json"), "{");

    assertThatThrownBy(() -> PropensityFile.read(model(Map.of("propensity.json", ""))))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("train again");
  }
}
