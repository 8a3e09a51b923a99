package dev.tidemark.training.data;

import dev.tidemark.features.History;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.store.files.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.stream.IntStream;

/** SHA-256 over what a model is trained on, as it is encoded. */
final class DataHash {
  private static final int INTERACTION_BYTES =
      Integer.BYTES + 2 * Byte.BYTES + Long.BYTES + Float.BYTES;

  private final MessageDigest digest = Sha256.digest();

  void add(History history) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + history.size() * INTERACTION_BYTES);
    bytes.putInt(history.size());
    for (int i = 0; i < history.size(); i++) {
      bytes
          .putInt(history.item(i))
          .put((byte) history.behaviour(i))
          .putLong(history.millis(i))
          .putFloat(history.value(i))
          .put((byte) (history.isPromoted(i) ? 1 : 0));
    }
    digest.update(bytes.array());
  }

  /**
   * @param items that the features are of
   */
  void add(ItemFeatures features, int items) {
    for (int item = 1; item <= items; item++) {
      add(features.categories(item));
      add(features.words(item));
      add(new int[] {features.priceBand(item)});
      float[] content = features.content(item);
      add(IntStream.range(0, content.length).map(i -> Float.floatToIntBits(content[i])).toArray());
    }
  }

  private void add(int[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + numbers.length));
    bytes.putInt(numbers.length);
    bytes.asIntBuffer().put(numbers);
    digest.update(bytes.array());
  }

  /** The hash of all that was added, in hexadecimal. */
  String value() {
    return Sha256.hex(digest);
  }
}
