package dev.tidemark.training.network;

/**
 * How one step changes the weights.
 *
 * @param learningRate of Adam
 * @param weightDecay share of each matrix that a step takes away, times the learning rate
 * @param averaging how much of the average of the weights stays in each step, 0 to 1
 * @param clipNorm largest norm of all gradients together
 */
public record TrainingOptions(
    float learningRate, float weightDecay, float averaging, float clipNorm) {}
