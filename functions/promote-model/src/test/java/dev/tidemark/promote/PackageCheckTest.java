package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through the whole step: a package that is not what its manifest says is refused. */
class PackageCheckTest {
  private Shop shop;

  @BeforeEach
  void setUp() {
    shop = new Shop();
    shop.train("m1", "");
  }

  @Test
  void shouldRefuseAnAlteredFile() {
    shop.write("m1/saved_model/graph", "graph of m2");

    shouldBeRefused("saved_model/graph was altered: its SHA-256 is not that of the manifest");
  }

  @Test
  void shouldRefuseAMissingFile() {
    shop.folder.delete("models/m1/saved_model/graph");

    shouldBeRefused("saved_model/graph is missing");
  }

  @Test
  void shouldRefuseAFileThatNobodyVouchesFor() {
    shop.write("m1/saved_model/more", "x");

    shouldBeRefused("saved_model/more is not listed in the manifest");
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    shop.write("m1/saved_model/graph", "x".repeat(Shop.MOST_BYTES));

    assertThat(shop.run(PromotionStep.PUBLISH, "m1").reason())
        .startsWith("too large: its files have 10,");
  }

  @Test
  void shouldRefuseAnotherModelsManifest() {
    byte[] manifest = shop.folder.read("models/m1/manifest.json").orElseThrow().content();
    shop.write("m2/manifest.json", new String(manifest, StandardCharsets.UTF_8));

    assertThat(shop.run(PromotionStep.PUBLISH, "m2").reason())
        .isEqualTo("the manifest is that of model 'm1'");
  }

  @Test
  void shouldRefuseAnotherFormat() {
    shop.age("m1");

    shouldBeRefused("its package has format 1, understood is format 3; train a new model");
  }

  @Test
  void shouldRefuseWhatIsNotThere() {
    assertThat(shop.run(PromotionStep.PUBLISH, "m9").reason())
        .isEqualTo("there is no complete model m9 in the model store");
  }

  private void shouldBeRefused(String reason) {
    StepResult result = shop.run(PromotionStep.PUBLISH, "m1");
    assertThat(result).isEqualTo(StepResult.refused(reason));
    assertThat(shop.decisionOn("m1")).isEqualTo("refused: " + reason);
    assertThat(shop.function.versions()).hasSize(1);
  }
}
