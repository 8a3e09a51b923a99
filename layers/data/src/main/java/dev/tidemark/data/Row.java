package dev.tidemark.data;

import java.util.List;

/** What a row of a file is, as it has been read. */
public sealed interface Row<T> {
  /** Reason of a row that is left out since its user refused. */
  String NO_CONSENT = "no consent";

  /**
   * A row that can be used.
   *
   * @param lost optional fields that could not be read
   */
  record Usable<T>(T entry, List<Loss> lost) implements Row<T> {
    public Usable {
      lost = List.copyOf(lost);
    }
  }

  /**
   * A field that an entry is without.
   *
   * @param reason the same for all losses of this kind, without values
   * @param example what is wrong with this one, for the sender and never for a log
   */
  record Loss(String reason, String example) {}

  /**
   * A row that is left out.
   *
   * @param reason the same for all rows of this kind, without values
   * @param example what is wrong with this one, for the sender and never for a log
   * @param damaged whether something is wrong with it; otherwise it is only none of what is wanted,
   *     such as a cancelled order
   */
  record Unusable<T>(String reason, String example, boolean damaged) implements Row<T> {}
}
