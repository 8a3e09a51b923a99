package dev.tidemark.training.fit;

/**
 * One epoch in figures.
 *
 * @param loss mean cross-entropy of the training targets with dropout, in nats
 * @param validationNdcg NDCG@10 of the validation interactions after the epoch
 * @param eventsPerSecond targets trained a second, validation not counted
 */
public record EpochReport(int epoch, double loss, double validationNdcg, double eventsPerSecond) {}
