package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

class SnapStartTest {
  @Test
  void shouldRunTheHooksAroundTheSnapshot() throws Exception {
    // Given
    List<String> calls = new ArrayList<>();
    FakeSnapshots snapshots = new FakeSnapshots();
    SnapStart.register(snapshots, () -> calls.add("before"));

    // When
    snapshots.beforeCheckpoint(snapshots);
    snapshots.afterRestore(snapshots);

    // Then
    assertThat(calls).containsExactly("before");
  }

  private static final class FakeSnapshots extends Context<Resource> {
    private final List<Resource> resources = new ArrayList<>();

    @Override
    public void register(Resource resource) {
      resources.add(resource);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      for (Resource resource : resources) {
        try {
          resource.beforeCheckpoint(this);
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      for (Resource resource : resources) {
        try {
          resource.afterRestore(this);
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
