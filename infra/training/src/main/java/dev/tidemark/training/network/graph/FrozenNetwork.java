package dev.tidemark.training.network.graph;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A network for serving: its variables become constants, so that TensorFlow computes beforehand
 * what depends on nothing else, and what no output needs is left out.
 */
final class FrozenNetwork {
  private static final String VARIABLE = "VariableV2";
  private static final String DATA_TYPE = "dtype";

  private final GraphDef graph;
  private final Map<String, float[]> values;
  private final SignatureDef.Builder signature =
      SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");

  /**
   * @param values of all variables by the names of their nodes
   */
  FrozenNetwork(GraphDef graph, Map<String, float[]> values) {
    this.graph = graph;
    this.values = Map.copyOf(values);
  }

  FrozenNetwork input(String name, Operand<?> tensor) {
    signature.putInputs(name, info(tensor));
    return this;
  }

  FrozenNetwork output(String name, Operand<?> tensor) {
    signature.putOutputs(name, info(tensor));
    return this;
  }

  private static TensorInfo info(Operand<?> tensor) {
    Shape shape = tensor.shape();
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (int i = 0; i < shape.numDimensions(); i++) {
      sizes.addDim(TensorShapeProto.Dim.newBuilder().setSize(shape.get(i)));
    }
    return TensorInfo.newBuilder()
        .setName(tensor.op().name() + ":" + tensor.asOutput().index())
        .setDtype(DataType.forNumber(tensor.asOutput().dataType().getNumber()))
        .setTensorShape(sizes)
        .build();
  }

  /** Writes a SavedModel. */
  void write(Path folder) throws IOException {
    MetaGraphDef network =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
            .setGraphDef(frozen())
            .putSignatureDef(Signature.DEFAULT_KEY, signature.build())
            .build();
    Files.createDirectories(folder);
    try (OutputStream out = Files.newOutputStream(folder.resolve("saved_model.pb"))) {
      SavedModel.newBuilder()
          .setSavedModelSchemaVersion(1)
          .addMetaGraphs(network)
          .build()
          .writeTo(out);
    }
  }

  private GraphDef frozen() {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    Map<String, NodeDef> needed = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>();
    signature.getInputsMap().values().forEach(input -> open.add(node(input.getName())));
    signature.getOutputsMap().values().forEach(output -> open.add(node(output.getName())));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!needed.containsKey(name)) {
        NodeDef node = nodes.get(name);
        needed.put(name, node.getOp().equals(VARIABLE) ? constant(node) : node);
        node.getInputList().forEach(input -> open.add(node(input)));
      }
    }
    return GraphDef.newBuilder()
        .setVersions(graph.getVersions())
        .addAllNode(needed.values())
        .build();
  }

  /** That an input comes from: {@code ^node} or {@code node:output}. */
  private static String node(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private NodeDef constant(NodeDef variable) {
    float[] numbers = values.get(variable.getName());
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(variable.getAttrOrThrow("shape").getShape())
            .setTensorContent(ByteString.copyFrom(bytes))
            .build();
    return NodeDef.newBuilder()
        .setName(variable.getName())
        .setOp("Const")
        .setDevice(variable.getDevice())
        .putAttr(DATA_TYPE, AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
        .build();
  }
}
