package dev.tidemark.scoring;

/**
 * What a model says about what comes next.
 *
 * @param logits of all items; the one of vocabulary index {@code i} stands at {@code i - 1}.
 *     Belongs to the receiver
 * @param longTerm share of the long-term interest in it, 0 to 1; the rest is the short-term one
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of a tensor's contents, never compared
public record Scores(float[] logits, double longTerm) {}
