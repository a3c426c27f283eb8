package io.healthfinance.lakehouse.pipeline;

/** Told what a run is doing, for people who watch it. */
public interface Progress {

  /** Nobody watches. */
  Progress NONE =
      new Progress() {
        @Override
        public void phase(String name, int tables) {}

        @Override
        public void table(String layer, String table, String what) {}
      };

  void phase(String name, int tables);

  void table(String layer, String table, String what);
}
