package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Decision;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.fake.Damage;
import dev.tidemark.store.files.LocalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCheckTest {
  private static final String MODEL = "20260101T000000Z-aaaaaaaa";

  @TempDir private Path folder;

  @Test
  void shouldSayNothingOfAnEmptyStore() {
    assertThat(notes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"FLIPPED_BIT", "MISSING"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldNameTheFileAndTheRemedy(Damage damage) throws IOException {
    Path manifest = champion(Manifest.FORMAT);
    damage.to(manifest);
    Files.writeString(folder.resolve("models/champion.json"), "garbage");

    List<String> notes = notes();

    assertThat(notes.get(0)).contains("models/champion.json is damaged", "./tidemark train");
    if (damage != Damage.A_FOLDER_IN_ITS_PLACE) { // that is no version any more
      assertThat(notes.get(1))
          .contains(manifest.toString(), "./tidemark train", "the model before it answers");
    }
    assertThat(notes).noneMatch(note -> note.contains("Exception"));
  }

  @Test
  void shouldTellAnotherFormat() throws IOException {
    champion(Manifest.FORMAT + 1);

    assertThat(notes())
        .singleElement()
        .asString()
        .contains(MODEL, "train a new model", "until then the answers are what is popular");
  }

  private List<String> notes() {
    return ModelCheck.in(folder).notes();
  }

  private ModelRegistry registry() {
    return new ModelRegistry(new LocalFolder(folder));
  }

  private Path champion(int format) throws IOException {
    Path manifest = folder.resolve("models").resolve(MODEL).resolve("manifest.json");
    Files.createDirectories(manifest.getParent());
    Files.writeString(
        manifest, "{\"version\":\"" + MODEL + "\",\"format\":" + format + ",\"files\":{}}");
    registry().decide(new Decision(MODEL, Decision.PROMOTED, "", Map.of(), "now"));
    return manifest;
  }
}
