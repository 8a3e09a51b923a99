package dev.tidemark.lab.bench;

import dev.tidemark.training.fit.Batch;

/** A network that is trained batch by batch; owns native memory. */
interface Step extends AutoCloseable {

  /**
   * @param number of this step, from 1 on
   * @return the mean cross-entropy of the batch's targets before the step, in nats
   */
  double run(Batch batch, long number);

  @Override
  void close();
}
