package dev.tidemark.training;

/**
 * One epoch in figures.
 *
 * @param loss mean cross-entropy of the training targets with dropout, in nats
 * @param validation ranking of the validation interactions after the epoch
 * @param eventsPerSecond targets trained a second, validation not counted
 */
public record EpochReport(
    int epoch, double loss, RankingMetrics validation, double eventsPerSecond) {}
