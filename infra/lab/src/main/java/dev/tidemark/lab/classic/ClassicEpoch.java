package dev.tidemark.lab.classic;

/**
 * One epoch in figures.
 *
 * @param loss mean binary cross-entropy of the training examples while they were learnt, with
 *     dropout, in nats
 * @param accuracy of these answers
 * @param valLoss the same of the validation examples after the epoch, without dropout
 * @param valAccuracy of these answers
 */
public record ClassicEpoch(
    int epoch, double loss, double accuracy, double valLoss, double valAccuracy) {}
