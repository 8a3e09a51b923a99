package dev.tidemark.scoring;

/**
 * The network's tensors for a batch of B sequences of S slots among I items.
 *
 * @param softmax of what each item is worth to each shopper, [B * I]; belongs to the receiver
 * @param queries what each shopper wants, as a point in the space of item vectors, row by row
 * @param components shares of the mixture: the softmax, H heads that look for what comes again,
 *     what is popular lately; [B * (H + 2)]
 * @param repeats how much each of these heads looks at each slot, [B * H * S]
 * @param longTerm share of the long-term interest, [B]
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of tensors' contents, never compared
public record NetworkOutput(
    float[] softmax, float[] queries, float[] components, float[] repeats, float[] longTerm) {}
