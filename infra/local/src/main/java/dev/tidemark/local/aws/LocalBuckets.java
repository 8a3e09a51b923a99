package dev.tidemark.local.aws;

import dev.tidemark.local.UsageException;
import java.nio.file.Path;
import java.util.Map;

/** Folders that stand for the template's buckets, by the bucket's logical id. */
public record LocalBuckets(Map<String, Path> folders) {
  private static final String SCHEME = "s3://";

  public LocalBuckets {
    folders = Map.copyOf(folders);
  }

  /**
   * @throws UsageException where no folder stands for the bucket
   */
  public Path path(String bucket, String key) {
    Path folder = folders.get(bucket);
    if (folder == null) {
      throw new UsageException("the local run has no folder for the bucket " + bucket);
    }
    return folder.resolve(key);
  }

  /** The path where {@code s3://bucket/key} stands, any other text as it is. */
  public String local(String text) {
    if (!text.startsWith(SCHEME)) {
      return text;
    }
    String[] parts = text.substring(SCHEME.length()).split("/", 2);
    return path(parts[0], parts.length == 1 ? "" : parts[1]).toString();
  }
}
