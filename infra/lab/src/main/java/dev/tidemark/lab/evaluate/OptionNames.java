package dev.tidemark.lab.evaluate;

import dev.tidemark.lab.baseline.Baselines;
import dev.tidemark.training.network.Part;
import java.util.Arrays;
import java.util.Iterator;

/** What options can be given, for their help: the lists that the options are read by. */
final class OptionNames {
  private OptionNames() {}

  static final class Tasks implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Task.values()).map(Task::toString).iterator();
    }
  }

  static final class Presets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Preset.values()).map(Preset::toString).iterator();
    }
  }

  static final class Parts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Part.values()).map(Part::text).iterator();
    }
  }

  static final class BaselineNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Baselines.NAMES.iterator();
    }
  }
}
