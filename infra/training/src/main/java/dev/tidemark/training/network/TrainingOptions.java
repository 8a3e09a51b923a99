package dev.tidemark.training.network;

/**
 * How one step changes the weights.
 *
 * @param learningRate of Adam
 * @param idDropout share of items whose id is forgotten in a step, so that their features must do
 * @param inputDropout share of what the LSTM reads that is set to 0
 * @param dropout share of states and of queries that is set to 0
 * @param weightDecay share of each matrix that a step takes away, times the learning rate
 * @param averaging how much of the average of the weights stays in each step, 0 to 1
 * @param clipNorm largest norm of all gradients together
 */
public record TrainingOptions(
    float learningRate,
    float idDropout,
    float inputDropout,
    float dropout,
    float weightDecay,
    float averaging,
    float clipNorm) {}
