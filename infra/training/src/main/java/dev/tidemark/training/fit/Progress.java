package dev.tidemark.training.fit;

import java.util.List;

/** Hears of how training goes on. Called by the training thread. */
public interface Progress {

  /**
   * Reports a part of an epoch.
   *
   * @param share of the epoch's targets that are done, 0 to 1
   * @param loss mean cross-entropy so far in this epoch, in nats
   * @param eventsPerSecond targets a second in this epoch
   * @param secondsLeft until the last planned epoch, validation not counted
   */
  void step(
      int epoch, int epochs, double share, double loss, double eventsPerSecond, long secondsLeft);

  /** Reports that training goes on after these epochs, from a checkpoint. */
  void resumed(List<EpochReport> done, int epochs);

  /** Reports a finished epoch. */
  void epoch(EpochReport report, int epochs, long secondsLeft);
}
