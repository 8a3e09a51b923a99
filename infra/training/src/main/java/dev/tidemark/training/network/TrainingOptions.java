package dev.tidemark.training.network;

/**
 * How one step changes the weights.
 *
 * @param learningRate of Adam
 * @param dropout share of input and state values set to 0
 * @param clipNorm largest norm of all gradients together
 */
public record TrainingOptions(float learningRate, float dropout, float clipNorm) {}
