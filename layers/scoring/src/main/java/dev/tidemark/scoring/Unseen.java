package dev.tidemark.scoring;

/**
 * What an item counts that training never met, beside what it is worth to somebody: as one that
 * occurred once, since nobody had the chance to meet it; but all such together at most as those
 * that occurred once (Good 1953), so that thousands do not flood the answers.
 *
 * @param bias of one that counts whole
 * @param recent its share in what was popular lately
 * @param trend as in {@link Demand}
 * @param popularity as in {@link Demand}
 * @param room how many may count whole
 * @param others of the model's own items that training never met
 */
public record Unseen(
    float bias, float recent, float trend, float popularity, long room, int others) {

  /** What each counts where the model gets so many more of them. */
  Unseen each(int more) {
    double share = Math.min(1, (double) room / Math.max(1, others + more));
    return new Unseen(
        (float) (bias + Math.log(share)),
        (float) (recent * share),
        trend,
        popularity,
        room,
        others + more);
  }
}
