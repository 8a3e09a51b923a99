package dev.tidemark.training.network;

import org.tensorflow.proto.ConfigProto;

/**
 * How a machine trains.
 *
 * @param device that computes
 * @param towers shares of a batch worked on at the same time, one a core; a GPU takes a batch as a
 *     whole
 * @param precision of matrix products
 */
public record Compute(Device device, int towers, Precision precision) {
  private static final int MOST_TOWERS = 8;

  /** All cores of this machine, as far as a batch can be shared out usefully. */
  public static Compute ofThisMachine(Device device, Precision precision) {
    int cores = Math.min(MOST_TOWERS, Runtime.getRuntime().availableProcessors());
    return new Compute(device, device == Device.GPU ? 1 : cores, precision);
  }

  /** How the session that trains is set up. */
  public ConfigProto session() {
    return device.session().mergeFrom(precision.session()).build();
  }
}
