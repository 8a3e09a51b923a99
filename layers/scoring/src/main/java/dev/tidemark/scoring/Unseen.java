package dev.tidemark.scoring;

/**
 * What an item counts that comes after training, beside what it is worth to somebody: as the median
 * item, since nobody had the chance to meet it; but all such together at most as there is room for,
 * so that hundreds do not flood the answers.
 *
 * @param bias of one that counts whole
 * @param recent its share in what was popular lately
 * @param trend as in {@link Demand}
 * @param popularity as in {@link Demand}
 * @param room how many may count whole
 */
public record Unseen(float bias, float recent, float trend, float popularity, float room) {

  /** What each of so many counts. */
  public Unseen each(int items) {
    double share = Math.min(1, room / Math.max(1, items));
    return new Unseen(
        (float) (bias + Math.log(share)), (float) (recent * share), trend, popularity, room);
  }
}
