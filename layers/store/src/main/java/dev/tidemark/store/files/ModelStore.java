package dev.tidemark.store.files;

import java.nio.file.Path;
import java.util.List;

/**
 * Where trained models lie: {@code models/<version>/} with the files of a model package. A version
 * is complete once its {@code manifest.json} is there, which is written last.
 */
public interface ModelStore {

  /** Complete versions, oldest first. Versions begin with their time, so this is text order. */
  List<String> versions();

  /**
   * Copies one version's files below a local folder.
   *
   * @return the folder that holds {@code manifest.json}
   * @throws ModelNotFoundException where the version is not there or not complete
   */
  Path fetch(String version, Path into);

  /** Copies a finished package in, its manifest last. */
  void publish(String version, Path packageFolder);
}
