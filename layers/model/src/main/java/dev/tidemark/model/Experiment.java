package dev.tidemark.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.files.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A second model beside the champion, for some of the users. Who is drawn depends on this model and
 * the user alone: the same user is answered by the same model wherever and however often, and with
 * a greater share those who were drawn before stay drawn.
 *
 * @param modelVersion blank = there is no experiment
 * @param share percent of the users, 1 to 99
 */
public record Experiment(String modelVersion, int share) {
  public static final Experiment NONE = new Experiment("", 0);

  /** Percent that can be drawn. */
  public static final int LEAST_SHARE = 1;

  public static final int MOST_SHARE = 99;

  private static final int PERCENT = 100;

  /** What a file leaves out is blank. */
  public Experiment {
    modelVersion = Objects.requireNonNullElse(modelVersion, "");
    if (!modelVersion.isEmpty() && (share < LEAST_SHARE || share > MOST_SHARE)) {
      throw new IllegalArgumentException(
          "share: " + share + "; give a whole number from " + LEAST_SHARE + " to " + MOST_SHARE);
    }
  }

  @JsonIgnore
  public boolean isOn() {
    return !modelVersion.isEmpty();
  }

  /** Whether this user is answered by the second model. */
  public boolean draws(UserKey user) {
    byte[] text = (modelVersion + '\0' + user.value()).getBytes(StandardCharsets.UTF_8);
    long hash = ByteBuffer.wrap(Sha256.digest().digest(text)).getInt();
    // An unsigned number below 2^32, brought to below 100.
    return (((hash & 0xffff_ffffL) * PERCENT) >>> Integer.SIZE) < share;
  }
}
