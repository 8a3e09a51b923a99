package dev.tidemark.training.fit;

import dev.tidemark.store.files.Folder;
import dev.tidemark.training.network.graph.TrainingGraph;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the state of a training after every epoch, so that one that was killed goes on as if
 * nothing had happened. The file is replaced in one step: what is there is always whole.
 *
 * @param folder of its own
 * @param training all that decides the result; a state of another training is not taken up
 */
public record Checkpoint(Folder folder, String training) {
  /** To be raised whenever the file or the network's weights become others. */
  private static final int FORMAT = 0x7d3a0002;

  private static final String FILE = "training.checkpoint";

  /**
   * What was kept.
   *
   * @param graph weights with the optimiser's moments, see {@link TrainingGraph#state}
   */
  record Kept(TrainingState state, Map<String, float[]> graph) {}

  void save(TrainingState state, Map<String, float[]> graph) throws IOException {
    folder.put(FILE, out -> write(new DataOutputStream(out), state, graph));
  }

  private void write(DataOutputStream out, TrainingState state, Map<String, float[]> graph)
      throws IOException {
    out.writeInt(FORMAT);
    out.writeUTF(training);
    out.writeLong(state.step());
    out.writeInt(state.best());
    out.writeInt(state.epochs().size());
    for (EpochReport epoch : state.epochs()) {
      out.writeDouble(epoch.loss());
      out.writeDouble(epoch.validationNdcg());
      out.writeDouble(epoch.eventsPerSecond());
    }
    write(out, state.bestWeights());
    write(out, graph);
    out.flush();
  }

  /** The state of this very training, where one was kept whole. */
  Optional<Kept> load() throws IOException {
    Optional<InputStream> kept = folder.openCopy(FILE);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(kept.get()))) {
      if (in.readInt() != FORMAT || !in.readUTF().equals(training)) {
        return Optional.empty();
      }
      long step = in.readLong();
      int best = in.readInt();
      int size = in.readInt();
      List<EpochReport> epochs = new ArrayList<>();
      for (int epoch = 1; epoch <= size; epoch++) {
        epochs.add(new EpochReport(epoch, in.readDouble(), in.readDouble(), in.readDouble()));
      }
      return Optional.of(new Kept(new TrainingState(step, epochs, best, read(in)), read(in)));
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  /** Forgets the training in a folder, which is done. */
  public static void delete(Folder folder) throws IOException {
    folder.delete(FILE);
  }

  private static void write(DataOutputStream out, Map<String, float[]> arrays) throws IOException {
    out.writeInt(arrays.size());
    for (Map.Entry<String, float[]> array : arrays.entrySet()) {
      out.writeUTF(array.getKey());
      out.writeInt(array.getValue().length);
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * array.getValue().length);
      bytes.asFloatBuffer().put(array.getValue());
      out.write(bytes.array());
    }
  }

  private static Map<String, float[]> read(DataInputStream in) throws IOException {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String name = in.readUTF();
      float[] values = new float[in.readInt()];
      byte[] bytes = new byte[Float.BYTES * values.length];
      in.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
      arrays.put(name, values);
    }
    return arrays;
  }
}
