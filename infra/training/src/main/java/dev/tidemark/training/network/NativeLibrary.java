package dev.tidemark.training.network;

import ai.djl.engine.Engine;
import org.tensorflow.Graph;

/**
 * Makes graphs once TensorFlow's native library has been loaded from where DJL finds it ({@code
 * TENSORFLOW_LIBRARY_PATH}); on its own, TensorFlow would look for one on the class path.
 */
public final class NativeLibrary {
  private NativeLibrary() {}

  /** An empty graph, to be closed by the caller. */
  public static Graph newGraph() {
    load();
    return new Graph();
  }

  /** Nothing happens where it is loaded already. */
  public static void load() {
    Engine.getEngine("TensorFlow");
  }
}
