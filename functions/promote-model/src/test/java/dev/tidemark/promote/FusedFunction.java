package dev.tidemark.promote;

import dev.tidemark.promote.port.ServingFunction;
import java.util.List;
import java.util.Map;

/** Lambda as seen by a process that may end at any call. */
record FusedFunction(ServingFunction real, Fuse fuse) implements ServingFunction {
  @Override
  public Alias alias() {
    return fuse.through(real::alias);
  }

  @Override
  public void route(Alias seen, String functionVersion, Map<String, Double> weights) {
    fuse.through(() -> real.route(seen, functionVersion, weights));
  }

  @Override
  public List<Version> versions() {
    return fuse.through(real::versions);
  }

  @Override
  public Draft draft() {
    return fuse.through(real::draft);
  }

  @Override
  public void setModel(String modelVersion) {
    fuse.through(() -> real.setModel(modelVersion));
  }

  @Override
  public String publish(String modelVersion) {
    return fuse.through(() -> real.publish(modelVersion));
  }

  @Override
  public State state(String functionVersion) {
    return fuse.through(() -> real.state(functionVersion));
  }

  @Override
  public byte[] invoke(String functionVersion, byte[] event) {
    return fuse.through(() -> real.invoke(functionVersion, event));
  }

  @Override
  public void delete(String functionVersion) {
    fuse.through(() -> real.delete(functionVersion));
  }
}
