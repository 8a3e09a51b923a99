package dev.tidemark.local.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidemark.local.RunException;
import dev.tidemark.local.aws.lambda.FunctionRecord.VersionRecord;
import dev.tidemark.model.Decision;
import dev.tidemark.model.Experiment;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PromotionState;
import dev.tidemark.model.ServedModel;
import dev.tidemark.store.fake.Damage;
import dev.tidemark.store.files.LocalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VersionsFileTest {
  private static final FunctionRecord RECORD =
      new FunctionRecord(
          4,
          new ServedModel("m2", "", new Experiment("m1", 20)),
          List.of(
              new VersionRecord(new ServedModel("", "1"), ""),
              new VersionRecord(new ServedModel("m1", "3"), "promoted model m1"),
              new VersionRecord(
                  new ServedModel("m2", "4", new Experiment("m1", 20)), "promoted model m2")),
          "4",
          Map.of("3", 0.1));

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();

  @Test
  void shouldKeepTheVersions() {
    assertThat(file().read()).isEmpty();
    file().write(RECORD);
    assertThat(file().read()).contains(RECORD);
    assertThat(lines).isEmpty();
  }

  @Test
  void shouldReadWhatWasWrittenBeforeThereWereExperiments() throws IOException {
    Files.writeString(
        path(),
        "{\"last\":1,\"draftModel\":\"m1\",\"versions\":[{\"number\":\"1\",\"model\":\"m1\",\"description\":\"\"}],"
            + "\"alias\":\"1\",\"weights\":{}}");

    FunctionRecord found = file().read().orElseThrow();

    assertThat(found.draft()).isEqualTo(new ServedModel("m1", ""));
    assertThat(found.versions().get(0).served()).isEqualTo(new ServedModel("m1", "1"));
    assertThat(lines).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void shouldMakeItAnewFromWhatPromotionKeeps(Damage damage) throws IOException {
    // Given
    file().write(RECORD);
    PromotionState standing =
        PromotionState.adopted(new ServedModel("m1", "3"), "now")
            .servedBy(new ServedModel("m2", "4"));
    registry().write(new ModelRegistry.Entry(standing, Optional.empty()), standing);
    damage.to(path());

    // When
    FunctionRecord found = file().read().orElseThrow();

    // Then
    assertThat(found.alias()).isEqualTo("4");
    assertThat(found.draftModel()).isEqualTo("m2");
    assertThat(found.last()).isEqualTo(4);
    assertThat(found.versions()).extracting(VersionRecord::model).containsExactly("m1", "m2");
    if (damage != Damage.MISSING) {
      assertThat(lines).singleElement().asString().startsWith(path() + " is damaged");
      assertThat(folder.resolve("versions.json.damaged-1")).exists();
    }
  }

  @Test
  void shouldServeTheNewestPromotedModelWhereChampionJsonIsLostToo() throws IOException {
    for (String model : List.of("20260101T000000Z-aa", "20260202T000000Z-bb")) {
      Path version = Files.createDirectories(folder.resolve("models").resolve(model));
      Files.writeString(version.resolve("manifest.json"), "{}");
      registry().decide(new Decision(model, Decision.PROMOTED, "", Map.of(), "now"));
    }
    Files.writeString(folder.resolve("models/champion.json"), "garbage");
    Files.writeString(path(), "garbage");

    FunctionRecord found = file().read().orElseThrow();

    assertThat(found.versions())
        .singleElement()
        .isEqualTo(
            new VersionRecord(new ServedModel("20260202T000000Z-bb", "1"), "promoted model "));
    assertThat(found.alias()).isEqualTo("1");
  }

  @Test
  void shouldSeeAVersionThatIsServedAndNotThere() throws IOException {
    Files.writeString(
        path(), "{\"last\":1,\"draftModel\":\"\",\"versions\":[],\"alias\":\"7\",\"weights\":{}}");

    assertThat(file().read()).isEmpty();
    assertThat(lines).hasSize(1);
  }

  @Test
  void shouldKeepTheOldVersionsAndSayWhyWhereTheDiskIsFull() throws IOException {
    // Given
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    file().write(RECORD);
    Files.createSymbolicLink(folder.resolve("versions.json.part"), full);

    // When, then
    FunctionRecord other =
        new FunctionRecord(
            9,
            ServedModel.NOTHING,
            List.of(new VersionRecord(new ServedModel("", "9"), "")),
            "9",
            Map.of());
    assertThatThrownBy(() -> file().write(other))
        .isInstanceOf(RunException.class)
        .hasMessage(
            path() + " cannot be written: No space left on device; what was there before is kept");
    assertThat(file().read()).contains(RECORD);
  }

  private VersionsFile file() {
    return VersionsFile.in(folder, lines::add);
  }

  private ModelRegistry registry() {
    return new ModelRegistry(new LocalFolder(folder));
  }

  private Path path() {
    return folder.resolve("versions.json");
  }
}
