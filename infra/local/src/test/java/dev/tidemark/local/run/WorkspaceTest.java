package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.UsageException;
import dev.tidemark.local.data.DataIdentity;
import dev.tidemark.local.data.DataSize;
import dev.tidemark.local.data.ExampleIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  @TempDir Path folder;

  @Test
  void shouldMakeOneKeyThatOnlyItsOwnerReads() throws Exception {
    // When
    String first;
    try (Workspace workspace = Workspace.lasting(folder)) {
      Path key = workspace.userKey();
      first = Files.readString(key);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }

    // Then
    assertThat(first).hasSizeGreaterThan(32).matches("[A-Za-z0-9_-]+");
    try (Workspace again = Workspace.lasting(folder)) {
      assertThat(again.userKey()).hasContent(first);
    }
  }

  @Test
  void shouldMakeAnotherKeyForAnotherFolder() throws Exception {
    try (Workspace one = Workspace.lasting(folder.resolve("a"));
        Workspace two = Workspace.lasting(folder.resolve("b"))) {
      assertThat(Files.readString(one.userKey())).isNotEqualTo(Files.readString(two.userKey()));
    }
  }

  @Test
  void shouldRefuseAFolderInUse() {
    try (Workspace first = Workspace.lasting(folder)) {
      assertThat(first.isTemporary()).isFalse();
      assertThatThrownBy(() -> Workspace.lasting(folder))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("another run uses ");
    }
    Workspace.lasting(folder).close();
  }

  @Test
  void shouldRefuseAFileAsFolder() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Workspace.lasting(file))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("cannot write to the storage folder ");
  }

  @Test
  void shouldKeepOtherAccountsOut() throws Exception {
    // Given: a new folder, an empty one that others may enter, and one of before they were kept out
    Path fresh = folder.resolve("a/b");
    Path empty = opened(Files.createDirectory(folder.resolve("empty")));
    Path former = opened(Files.createDirectory(folder.resolve("former")));
    Files.createFile(former.resolve("lock"));
    Files.writeString(former.resolve("state.json"), "{}");
    Files.createDirectory(former.resolve("lost+found"));
    Files.writeString(former.resolve("notes.txt"), "the user's own");

    for (Path storage : List.of(fresh, empty, former)) {
      // When, Then
      try (Workspace workspace = Workspace.lasting(storage)) {
        assertThat(permissions(workspace.folder())).isEqualTo("rwx------");
        Files.createDirectories(workspace.simulatedShop());
      }
      // When, Then: a run that came no further than this is an earlier one
      opened(storage);
      Workspace.lasting(storage).close();
      assertThat(permissions(storage)).isEqualTo("rwx------");
    }
    assertThat(permissions(fresh.getParent())).isNotEqualTo("rwx------");
    try (Workspace temporary = Workspace.temporary()) {
      assertThat(permissions(temporary.folder())).isEqualTo("rwx------");
    }
  }

  @Test
  void shouldNotCloseAFolderThatIsNotOurs() throws Exception {
    opened(folder);
    Files.createFile(folder.resolve("lock"));
    Files.writeString(folder.resolve("notes.txt"), "somebody's");

    assertThatThrownBy(() -> Workspace.lasting(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("such as notes.txt; give an empty or a new folder as --storage");
    assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void shouldFollowNoLinkToALock() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Path storage = Files.createDirectory(folder.resolve("storage"));
    Files.createSymbolicLink(storage.resolve("lock"), elsewhere);

    assertThatThrownBy(() -> Workspace.lasting(storage)).isInstanceOf(UsageException.class);
    assertThat(elsewhere).doesNotExist();
  }

  /** What stands for /tmp: a killed run left it as it was. */
  @Test
  void shouldClearWhatProcessesPutAside() throws Exception {
    Path left;
    try (Workspace workspace = Workspace.lasting(folder)) {
      left = workspace.tmp().resolve("left");
      assertThat(workspace.tmp()).isEmptyDirectory();
    }
    assertThat(left.getParent()).doesNotExist();

    Files.createDirectories(left);
    try (Workspace workspace = Workspace.lasting(folder)) {
      assertThat(workspace.tmp()).isEmptyDirectory();
    }
  }

  private static Path opened(Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void shouldLeaveNothingOfATemporaryOne() throws Exception {
    // Given
    Workspace workspace = Workspace.temporary();
    Files.createDirectories(workspace.logs().resolve("deep"));
    Files.writeString(workspace.logs().resolve("deep/file"), "x");

    // When
    workspace.close();

    // Then
    assertThat(workspace.folder()).doesNotExist();
  }

  @Test
  void shouldKeepTheStateOfARun() throws Exception {
    try (Workspace workspace = Workspace.lasting(folder)) {
      // Given
      RunState begun = RunState.begin(new DataIdentity(folder, "shop", "abc"));
      assertThat(RunState.read(workspace.state(), line -> {})).isEmpty();

      // When
      RunState done =
          begun
              .withImported(new ExampleIds("u", "i"), DataSize.UNKNOWN)
              .withModel("20260101T000000Z-1");
      done.write(workspace.state());

      // Then
      assertThat(RunState.read(workspace.state(), line -> {})).contains(done);
      assertThat(done.isComplete(workspace)).isFalse();
      Files.createDirectories(folder.resolve("models/20260101T000000Z-1"));
      Files.writeString(folder.resolve("models/20260101T000000Z-1/manifest.json"), "{}");
      assertThat(done.isComplete(workspace)).isTrue();
      assertThat(begun.withModel("20260101T000000Z-1").isComplete(workspace)).isFalse();
    }
  }
}
