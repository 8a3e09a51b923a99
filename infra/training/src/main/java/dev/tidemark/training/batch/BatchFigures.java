package dev.tidemark.training.batch;

import java.util.Map;

/**
 * What a run came to.
 *
 * @param users in all
 * @param resumed of these, how many an earlier run had done
 * @param strategies by name, how many users of this run they answered
 */
record BatchFigures(
    String modelVersion,
    String time,
    int users,
    int resumed,
    int parts,
    Map<String, Integer> strategies,
    double seconds,
    double usersPerSecond) {}
