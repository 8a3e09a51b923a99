package dev.tidemark.promote;

import dev.tidemark.model.ServedModel;
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
  public void hold(ServedModel wanted) {
    fuse.through(() -> real.hold(wanted));
  }

  @Override
  public String publish(ServedModel wanted) {
    return fuse.through(() -> real.publish(wanted));
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
