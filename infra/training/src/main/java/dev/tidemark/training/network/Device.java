package dev.tidemark.training.network;

import static org.tensorflow.internal.c_api.global.tensorflow.TFE_ContextListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OK;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.internal.c_api.TFE_Context;
import org.tensorflow.internal.c_api.TFE_ContextOptions;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/** What a training computes on. */
public enum Device {
  CPU,
  /** TensorFlow itself puts on it every operation that has a kernel for it. */
  GPU;

  /**
   * @param text {@code cpu} or {@code gpu}
   * @throws IllegalArgumentException naming what is wrong and the remedy, also where TensorFlow
   *     sees no such device
   */
  public static Device of(String text) {
    Device device =
        switch (text) {
          case "cpu" -> CPU;
          case "gpu" -> GPU;
          default ->
              throw new IllegalArgumentException("--device: '" + text + "'; give cpu or gpu");
        };
    if (device == GPU) {
      List<String> seen = seenByTensorFlow();
      if (!seen.contains(GPU.name())) {
        throw new IllegalArgumentException(
            "--device: 'gpu', but TensorFlow sees only "
                + seen
                + "; use a machine with an NVIDIA GPU and its driver, and the image with TensorFlow"
                + " for GPUs, or give cpu");
      }
    }
    return device;
  }

  /** Types of this machine's devices, as TensorFlow's native library lists them. */
  public static List<String> seenByTensorFlow() {
    NativeLibrary.load();
    try (TF_Status status = TF_Status.newStatus();
        TFE_ContextOptions options = TFE_ContextOptions.newContextOptions();
        TFE_Context context = TFE_Context.newContext(options, status)) {
      check(status);
      return types(context, status);
    }
  }

  private static List<String> types(TFE_Context context, TF_Status status) {
    TF_DeviceList devices = TFE_ContextListDevices(context, status);
    try {
      check(status);
      List<String> types = new ArrayList<>();
      for (int i = 0; i < TF_DeviceListCount(devices); i++) {
        types.add(TF_DeviceListType(devices, i, status).getString());
        check(status);
      }
      return types;
    } finally {
      TF_DeleteDeviceList(devices);
    }
  }

  private static void check(TF_Status status) {
    if (TF_GetCode(status) != TF_OK) {
      throw new IllegalStateException(
          "TensorFlow cannot list its devices: code " + TF_GetCode(status));
    }
  }

  /** How sessions are set up for it: on the processor none takes hold of a GPU that is there. */
  public ConfigProto.Builder session() {
    ConfigProto.Builder session = ConfigProto.newBuilder();
    return this == CPU ? session.putDeviceCount(GPU.name(), 0) : session;
  }
}
